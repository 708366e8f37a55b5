import { useEffect, useEffectEvent, useState } from 'react'

const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true

const holdsFolder = (event: DragEvent): boolean =>
  [...(event.dataTransfer?.items ?? [])].some((item) => item.webkitGetAsEntry()?.isDirectory === true)

/**
 * Watches the whole window for drags. Returns how many files hang over it now (null = none). Every drop is stopped from
 * navigating; dropped text and addresses are ignored. SECURITY.md point 13.
 */
export function useWindowDrop(onFiles: (files: readonly File[], folder: boolean) => void): number | null {
  const [over, setOver] = useState<number | null>(null)
  const dropped = useEffectEvent(onFiles)
  useEffect(() => {
    const hover = (event: DragEvent) => {
      event.preventDefault()
      if (event.dataTransfer === null) return
      event.dataTransfer.dropEffect = holdsFiles(event) ? 'copy' : 'none'
      if (holdsFiles(event)) {
        setOver([...event.dataTransfer.items].filter((item) => item.kind === 'file').length)
      }
    }
    const leave = (event: DragEvent) => {
      event.preventDefault()
      // Leaving one element for another names the other one; leaving the window names none.
      if (event.relatedTarget === null) setOver(null)
    }
    const drop = (event: DragEvent) => {
      event.preventDefault()
      setOver(null)
      const files = holdsFiles(event) ? [...(event.dataTransfer?.files ?? [])] : []
      if (files.length > 0) dropped(files, holdsFolder(event))
    }
    window.addEventListener('dragenter', hover)
    window.addEventListener('dragover', hover)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragenter', hover)
      window.removeEventListener('dragover', hover)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop)
    }
  }, [])
  return over
}

import { useEffect, useEffectEvent } from 'react'
import { type Command, runCommand } from '../data/commands.ts'

const byKey: Readonly<Record<string, Command>> = {
  '1': 'showFiles',
  '2': 'showKeys',
  '3': 'showSettings',
  o: 'chooseFiles',
  O: 'chooseFolder',
  f: 'find',
  n: 'newKey',
}

/** True where a dialog or an open list takes Escape for itself. */
function escapeIsTaken(): boolean {
  const takers = document.querySelectorAll('[role="dialog"], [role="listbox"]')
  return [...takers].some((element) => element.checkVisibility())
}

/**
 * The keyboard's ways to the commands (Ctrl, or Cmd on macOS), and Escape. A key that is handled here is not left to the
 * menu, so that a command never runs twice.
 */
export function useShortcuts(onEscape: () => void): void {
  const escape = useEffectEvent(onEscape)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return
      if (event.key === 'Escape' && !escapeIsTaken()) {
        escape()
        return
      }
      const command = (event.ctrlKey || event.metaKey) && !event.altKey ? byKey[event.key] : undefined
      if (command === undefined) return
      event.preventDefault()
      runCommand(command)
    }
    // Before anything else hears the key: an open list closes on Escape, and must still count as open here.
    window.addEventListener('keydown', press, { capture: true })
    return () => window.removeEventListener('keydown', press, { capture: true })
  }, [])
}

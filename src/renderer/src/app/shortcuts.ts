import { useEffect, useEffectEvent } from 'react'
import { type Command, runCommand } from '../data/commands.ts'

const byKey: Readonly<Record<string, Command>> = {
  '1': 'showFiles',
  '2': 'showKeys',
  '3': 'showRotation',
  '4': 'showActivity',
  '5': 'showSettings',
  l: 'lock',
  o: 'chooseFiles',
  O: 'chooseFolder',
  f: 'find',
  n: 'newKey',
}

/** True where a dialog, an open list or a menu takes Escape for itself. */
function escapeIsTaken(): boolean {
  const takers = document.querySelectorAll('[role="dialog"], [role="listbox"], [role="menu"]')
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
      const command = (event.ctrlKey || event.metaKey) && !event.altKey ? byKey[event.key] : undefined
      if (command === undefined || event.defaultPrevented) return
      event.preventDefault()
      runCommand(command)
    }
    // Looked at before anything else does: a list that Escape closes would be closed already on the way back up.
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !escapeIsTaken()) escape()
    }
    window.addEventListener('keydown', press)
    window.addEventListener('keydown', leave, { capture: true })
    return () => {
      window.removeEventListener('keydown', press)
      window.removeEventListener('keydown', leave, { capture: true })
    }
  }, [])
}

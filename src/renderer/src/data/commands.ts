import { useEffect, useEffectEvent } from 'react'
import type { KeyholdEvent } from '../../../shared/contract.ts'

/** What a menu item or an accelerator asks of the page. */
export type Command = Extract<KeyholdEvent, { type: 'command' }>['command']

const listeners = new Set<(command: Command) => void>()

/** Hands a command to whoever listens. */
export function runCommand(command: Command): void {
  for (const listener of listeners) listener(command)
}

/** Listens for commands while the component is on the screen. */
export function useCommand(handle: (command: Command) => void): void {
  const latest = useEffectEvent(handle)
  useEffect(() => {
    const listener = (command: Command) => latest(command)
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  }, [])
}

import type { PressedKey } from '../page/page-messages.ts'

const modifiers: Readonly<Record<string, 'ctrl' | 'shift' | 'alt' | 'meta'>> = {
  cmdorctrl: 'ctrl',
  commandorcontrol: 'ctrl',
  ctrl: 'ctrl',
  control: 'ctrl',
  shift: 'shift',
  alt: 'alt',
  option: 'alt',
  cmd: 'meta',
  command: 'meta',
  super: 'meta',
  meta: 'meta',
}

/** Whether a key is what an accelerator such as `CmdOrCtrl+Shift+O` names, on Linux. */
export function isAccelerator(accelerator: string, pressed: PressedKey): boolean {
  const parts = accelerator.toLowerCase().split('+')
  const key = parts.pop() ?? ''
  if (key === '' || key !== pressed.key.toLowerCase()) return false
  const wanted = new Set(parts.map((part) => modifiers[part]))
  return (['ctrl', 'shift', 'alt', 'meta'] as const).every((name) => pressed[name] === wanted.has(name))
}

/** A key as the page saw it, after the page itself had its chance. */
export interface PressedKey {
  readonly key: string
  readonly ctrl: boolean
  readonly shift: boolean
  readonly alt: boolean
  readonly meta: boolean
}

/** What the preload's world sends to the host, as JSON text. Arguments are encoded by the codec. */
export type FromPage =
  | {
      readonly type: 'invoke'
      readonly id: number
      readonly channel: string
      readonly args: readonly unknown[]
    }
  | { readonly type: 'send'; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly type: 'key'; readonly pressed: PressedKey }

/** What the host sends to the preload's world. */
export type ToPage =
  | { readonly type: 'answer'; readonly id: number; readonly value?: unknown; readonly error?: string }
  | { readonly type: 'event'; readonly channel: string; readonly args: readonly unknown[] }

/** A ref for what comes in the place of the control that was pressed: the focus would be lost with it otherwise. */
export const takeFocus = (node: HTMLElement | null): void => node?.focus({ preventScroll: true })

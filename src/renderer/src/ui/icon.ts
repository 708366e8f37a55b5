import type { IconProps } from '@tabler/icons-react'
import type { ComponentType } from 'react'

/** An icon of the Tabler set. */
export type Icon = ComponentType<IconProps>

import type { Emits } from './emits.ts'
import type { Main } from './original.ts'

export interface MessagePortMainEvents {
  message: [event: { data: unknown; ports: MessagePortMain[] }]
  close: []
}

export interface MessagePortMain extends Emits<MessagePortMainEvents> {
  postMessage(message: unknown, transfer?: MessagePortMain[]): void
  start(): void
  close(): void
}

export interface MessageChannelMain {
  readonly port1: MessagePortMain
  readonly port2: MessagePortMain
}

export interface UtilityProcessEvents {
  spawn: []
  exit: [code: number]
  message: [message: unknown]
}

export type ForkOptions = Pick<Main.ForkOptions, 'cwd' | 'env' | 'execArgv' | 'serviceName' | 'stdio'>

export interface UtilityProcess
  extends Pick<Main.UtilityProcess, 'pid' | 'kill' | 'stdout' | 'stderr'>, Emits<UtilityProcessEvents> {
  postMessage(message: unknown, transfer?: MessagePortMain[]): void
}

export interface UtilityProcessModule {
  fork(modulePath: string, args?: string[], options?: ForkOptions): UtilityProcess
}

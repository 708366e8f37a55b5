import type { CdpSession } from '../chromium/connection.ts'
import type { Protocol } from '../chromium/protocol.ts'

/**
 * Answers `webUtils.getPathForFile`, which is synchronous: the page stops in `electronHostPathRequest`, the path of its
 * `request.file` is asked of Chromium and written into `request.path`, and the page goes on. A File that a script made
 * has no path and keeps ''.
 */
export async function answerPathRequests(session: CdpSession): Promise<void> {
  session.on('Debugger.paused', ({ callFrames }) => {
    void answer(session, callFrames[0])
      .catch((error: unknown) => console.error('test host: getPathForFile failed', error))
      .finally(() => session.send('Debugger.resume').catch(() => undefined))
  })
  await session.send('Debugger.enable')
}

async function answer(session: CdpSession, frame: Protocol.Debugger.CallFrame | undefined): Promise<void> {
  if (frame?.functionName !== 'electronHostPathRequest') return
  const callFrameId = frame.callFrameId
  const evaluate = (expression: string) =>
    session.send('Debugger.evaluateOnCallFrame', { callFrameId, expression, silent: true })
  const { result } = await evaluate('request.file')
  const { path } = await session.send('DOM.getFileInfo', { objectId: result.objectId ?? '' })
  await evaluate(`request.path = ${JSON.stringify(path)}`)
}

/**
 * Scripts that run inside the page. They are text because the project's Node code is checked without the DOM's types.
 * Each notes what happened in `noted`.
 */

/** Runs before the page: notes violations, and stands in for the preload with calls that all fail politely. */
export const noteViolations = `
  globalThis.noted = { violations: [], ran: [], refused: [] }
  document.addEventListener('securitypolicyviolation', (event) => {
    noted.violations.push(event.effectiveDirective + ' ' + event.blockedURI)
  })
  const answer = async () => ({ ok: false, problem: { code: 'INTERNAL', message: 'none', facts: {} } })
  globalThis.keyhold = {
    call: new Proxy({}, { get: () => answer }),
    planDropped: answer,
    onEvent: () => () => undefined,
  }
`

/** Tries every way of making code or HTML from text, in a timer: the page runs it, not the debugger, which may. */
export const makeCodeFromText = `new Promise((resolve) => {
  setTimeout(() => {
    const tries = {
      eval: () => (0, eval)('1'),
      Function: () => new Function('return 1'),
      innerHTML: () => { document.createElement('p').innerHTML = '<b>x</b>' },
      policy: () => trustedTypes.createPolicy('default', {}),
    }
    for (const [name, run] of Object.entries(tries)) {
      try {
        run()
        noted.ran.push(name)
      } catch {
        noted.refused.push(name)
      }
    }
    resolve()
  })
})`

/** Tries to reach out: a request, a frame, another base address, a form. */
export const reachOut = `(async () => {
  await fetch('/index.html').then(() => noted.ran.push('fetch'), () => noted.refused.push('fetch'))
  const frame = document.createElement('iframe')
  frame.src = '/index.html'
  const base = document.createElement('base')
  base.href = 'https://example.com/'
  const form = document.createElement('form')
  form.action = 'https://example.com/'
  document.body.append(frame, base, form)
  form.submit()
  await new Promise((resolve) => setTimeout(resolve, 300))
})()`

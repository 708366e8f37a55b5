import type { SuiteOutcome } from './suite-outcome.ts'

// A test says first what it expected, and last where it stood.
const firstLines = 16
const lastLines = 8

/**
 * What is said below a suite's counts: first the name of each failure, a line each, so that an output that is cut off
 * names them all; then each skip with its reason; then each failure again with the lines of its message that matter.
 */
export function outcomeText({ failed, skipped }: SuiteOutcome): string {
  return [
    ...failed.map(({ title }) => `  FAILED: ${onOneLine(title)}`),
    ...skipped.map(({ title, reason }) => `  skipped: ${title}\n           ${reason}`),
    ...failed.map(({ title, message }) => `\n  why: ${onOneLine(title)}\n${shortened(message)}`),
  ].join('\n')
}

function onOneLine(title: string): string {
  return title.trim().replaceAll(/\s*\n\s*/g, ' ')
}

function shortened(message: string): string {
  const lines = message.split('\n').filter((line) => line.trim() !== '')
  const left = lines.length - firstLines - lastLines
  const shown =
    left > 1 ? [...lines.slice(0, firstLines), `(${left} lines left out)`, ...lines.slice(-lastLines)] : lines
  return shown.map((line) => `    ${line}`).join('\n')
}

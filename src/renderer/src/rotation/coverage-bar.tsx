import { count } from '../format/bytes.ts'

/** One share of the bar: how many files, and the class that colours it. */
export interface Share {
  readonly label: string
  readonly files: number
  readonly colour: 'seg-now' | 'seg-old' | 'seg-other' | 'seg-untold'
}

interface CoverageBarProps {
  readonly shares: readonly Share[]
  /** What the bar shows, for a screen reader. */
  readonly label: string
}

const percent = (files: number, all: number): string => `${Math.round(files / (all / 100))} %`

/** Which material files depend on: one bar, and the numbers it is made of. */
export function CoverageBar({ shares, label }: CoverageBarProps) {
  const all = shares.reduce((sum, { files }) => sum + files, 0)
  return (
    <>
      <figure className="cov-bar" aria-label={label}>
        {shares
          .filter(({ files }) => files > 0)
          .map(({ colour, files }) => (
            <span key={colour} className={colour} style={{ flexGrow: files }} />
          ))}
      </figure>
      <ul className="cov-l">
        {shares.map(({ label: name, files, colour }) => (
          <li key={colour}>
            <span className={`sw ${colour}`} aria-hidden />
            <span className="grow">{name}</span>
            <span className="num strong">{count(files)}</span>
            <span className="num dim pc">{percent(files, all)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

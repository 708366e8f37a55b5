import { visibleName } from '../format/names.ts'

const suffix = '.encrypted'

/** A file name whose `.encrypted` stands in quieter ink and is never cut off. Whole on hover, and read out in one piece. */
export function FileName({ name: raw }: { readonly name: string }) {
  const name = visibleName(raw)
  if (!name.endsWith(suffix)) {
    return (
      <span className="fname" title={name}>
        <span className="fname-base">{name}</span>
      </span>
    )
  }
  return (
    <span className="fname" title={name}>
      <span className="fname-base" aria-hidden="true">
        {name.slice(0, -suffix.length)}
      </span>
      <span className="fname-ext" aria-hidden="true">
        {suffix}
      </span>
      <span className="vh">{name}</span>
    </span>
  )
}

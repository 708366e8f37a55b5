const suffix = '.encrypted'

/** A file name whose `.encrypted` stands in quieter ink and is never cut off. Whole on hover. */
export function FileName({ name }: { readonly name: string }) {
  const sealed = name.endsWith(suffix)
  return (
    <span className="fname" title={name}>
      <span className="fname-base">{sealed ? name.slice(0, -suffix.length) : name}</span>
      {sealed && <span className="fname-ext">{suffix}</span>}
    </span>
  )
}

import { IconCloud, IconDeviceLaptop } from '@tabler/icons-react'

/** Where a key is. `region` null = this computer. */
export function Where({ region }: { readonly region: string | null }) {
  return (
    <span className="where">
      {region === null ? (
        <IconDeviceLaptop size={16} stroke={1.6} aria-hidden />
      ) : (
        <IconCloud size={16} stroke={1.6} aria-hidden />
      )}
      {region === null ? (
        <span>This computer</span>
      ) : (
        <span>
          <span className="where-aws">AWS </span>
          {region}
        </span>
      )}
    </span>
  )
}

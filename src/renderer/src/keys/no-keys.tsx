import { Button, Loader } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { goToSettings } from '../app/place.ts'
import { keysText } from '../words/keys-text.ts'
import { newKeyOpen } from './new-key-state.ts'

/** The empty list, which teaches the next step; while services are still read it waits. */
export function NoKeys({ loading }: { readonly loading: boolean }) {
  if (loading) {
    return (
      <output className="empty">
        <Loader size={24} type="oval" aria-label={keysText.loading} />
      </output>
    )
  }
  return (
    <div className="empty">
      <span className="tile big">
        <IconKey size={20} stroke={1.6} aria-hidden />
      </span>
      <h2>{keysText.none}</h2>
      <p>{keysText.noneText}</p>
      <div className="row">
        <Button variant="filled" onClick={() => newKeyOpen.set(true)}>
          {keysText.make}
        </Button>
        <Button onClick={() => goToSettings('connections')}>{keysText.connect}</Button>
      </div>
    </div>
  )
}

interface NoMatchProps {
  readonly search: string
  readonly onClear: () => void
}

/** A search or facet that holds no key. */
export function NoMatch({ search, onClear }: NoMatchProps) {
  return (
    <div className="empty">
      <p>{search.trim() === '' ? keysText.noneInView : keysText.noMatch(search)}</p>
      <div className="row">
        <Button onClick={onClear}>{keysText.clear}</Button>
      </div>
    </div>
  )
}

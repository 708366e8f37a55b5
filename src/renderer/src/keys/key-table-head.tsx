import { UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { KeysView } from '../../../shared/model/settings.ts'
import { keysText } from '../words/keys-text.ts'
import { setKeysView, useKeysView } from './keys-view.ts'
import type { KeysSort } from './sort-keys.ts'

interface Column {
  readonly name: string
  readonly sort: KeysSort | null
  readonly num?: boolean
  readonly hint?: string
}

const columns: readonly Column[] = [
  { name: keysText.name, sort: 'name' },
  { name: keysText.where, sort: null },
  { name: keysText.kind, sort: null },
  { name: keysText.state, sort: 'state' },
  { name: keysText.rotation, sort: 'rotation' },
  { name: keysText.files, sort: 'files', num: true, hint: keysText.filesHint },
]

/** The heads of the columns; most of them order the list, and a second time the other way round. */
export function KeyTableHead({ view }: { readonly view: KeysView }) {
  const newest = useKeysView()
  const order = (sort: KeysSort) =>
    setKeysView({ ...newest, sort, descending: sort === newest.sort ? !newest.descending : sort === 'files' })
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map(({ name, sort, num = false, hint }) => (
          <th
            key={name}
            scope="col"
            className={num ? 'num' : undefined}
            title={hint}
            aria-sort={sort === view.sort ? (view.descending ? 'descending' : 'ascending') : undefined}
          >
            {sort === null ? (
              name
            ) : (
              <UnstyledButton className="sort-head" onClick={() => order(sort)}>
                {name}
                {sort === view.sort &&
                  (view.descending ? (
                    <IconArrowDown size={12} stroke={2} aria-hidden />
                  ) : (
                    <IconArrowUp size={12} stroke={2} aria-hidden />
                  ))}
              </UnstyledButton>
            )}
          </th>
        ))}
      </tr>
    </thead>
  )
}

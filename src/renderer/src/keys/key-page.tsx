import { Button, Tabs } from '@mantine/core'
import { type KeyTab, goTo, goToKey } from '../app/place.ts'
import type { KeyRow } from '../../../shared/model/key.ts'
import { refId } from '../data/key-ref.ts'
import { keyPageText, tabNames } from '../words/key-page-text.ts'
import { KeyAway } from './key-away.tsx'
import { KeyHead } from './key-head.tsx'
import { keyTabs } from './key-tabs.tsx'
import { tabsOf } from './tabs-of.ts'

interface KeyPageProps {
  readonly row: KeyRow
  /** The tab that was asked for; General where the key has no such tab. */
  readonly tab: KeyTab
}

/** The page of one key: its head, which stays, and one of its parts. */
export function KeyPage({ row, tab }: KeyPageProps) {
  const tabs = tabsOf(row)
  const shown = tabs.includes(tab) ? tab : 'general'
  const { Body, Act } = keyTabs[shown]
  return (
    <Tabs
      className="kpage"
      value={shown}
      keepMounted={false}
      onChange={(next) => goToKey(refId(row.ref), tabs.find((each) => each === next) ?? 'general')}
    >
      <KeyHead row={row} Act={Act ?? null}>
        <Tabs.List aria-label={keyPageText.tabs}>
          {tabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {tabNames[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </KeyHead>
      <Tabs.Panel value={shown} className="kpanel">
        <KeyAway row={row} />
        <Body row={row} />
      </Tabs.Panel>
    </Tabs>
  )
}

/** A key that was opened and is not listed any more. */
export function KeyGone() {
  return (
    <div className="empty">
      <h2>{keyPageText.gone}</h2>
      <p>{keyPageText.goneText}</p>
      <div className="row">
        <Button onClick={() => goTo('keys')}>{keyPageText.backToList}</Button>
      </div>
    </div>
  )
}

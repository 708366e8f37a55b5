import type { ComponentType } from 'react'
import type { KeyTab } from '../app/place.ts'
import type { KeyRow } from '../../../shared/model/key.ts'
import { EditPolicyButton } from '../key-depth/edit-policy-button.tsx'
import { GrantsTab } from '../key-depth/grants-tab.tsx'
import { PolicyTab } from '../key-depth/policy-tab.tsx'
import { TryTab } from '../key-depth/try-tab.tsx'
import { RotateNowButton } from '../rotation/rotate-now-button.tsx'
import { RotationTab } from '../rotation/rotation-tab.tsx'
import { AliasesTab } from './aliases-tab.tsx'
import { GeneralTab } from './general-tab.tsx'
import { LastUsedTab } from './last-used-tab.tsx'
import { RegionsTab } from './regions-tab.tsx'
import { RulesTab } from './rules-tab.tsx'
import { TagsTab } from './tags-tab.tsx'

/** What stands behind a tab of a key's page. */
export interface KeyTabPart {
  readonly Body: ComponentType<{ readonly row: KeyRow }>
  /** What the head offers while the tab is shown, in place of the usual next thing to do. */
  readonly Act?: ComponentType<{ readonly row: KeyRow }>
}

/** The tabs and what shows them. */
export const keyTabs: Readonly<Record<KeyTab, KeyTabPart>> = {
  general: { Body: GeneralTab },
  rotation: { Body: RotationTab, Act: RotateNowButton },
  aliases: { Body: AliasesTab },
  policy: { Body: PolicyTab, Act: EditPolicyButton },
  grants: { Body: GrantsTab },
  tags: { Body: TagsTab },
  regions: { Body: RegionsTab },
  lastUsed: { Body: LastUsedTab },
  rules: { Body: RulesTab },
  try: { Body: TryTab },
}

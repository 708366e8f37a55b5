import { Button } from '@mantine/core'
import { IconLifebuoy } from '@tabler/icons-react'
import { useState } from 'react'
import { call } from '../data/call.ts'
import { attempt } from '../data/trouble.ts'
import { Banner } from '../ui/banner.tsx'
import { kitUseText as words } from '../words/recovery-text.ts'
import { troubleText } from '../words/trouble-text.ts'
import { takeRecovery, useRecovery } from './use-recovery.ts'

/** Above the files while they are opened with a kit: which one, and the way to end it. */
export function SessionBanner() {
  const session = useRecovery().data?.session ?? null
  const [busy, setBusy] = useState(false)
  if (session === null) return null
  const end = async () => {
    setBusy(true)
    await attempt(troubleText.endSession, async () => takeRecovery(await call('recovery.endSession', {})))
    setBusy(false)
  }
  return (
    <div className="trouble">
      <Banner
        icon={IconLifebuoy}
        title={words.session(session.kitId)}
        actions={
          <Button size="compact-sm" disabled={busy} onClick={() => void end()}>
            {words.end}
          </Button>
        }
      >
        {words.sessionText}
      </Banner>
    </div>
  )
}

import { UnstyledButton } from '@mantine/core'
import type { Settings } from '../../../shared/model/settings.ts'
import { assertNever } from '../../../shared/assert-never.ts'
import { goToSettings, place, type SettingsSection } from '../app/place.ts'
import { Head } from '../ui/head.tsx'
import { ScrollBox } from '../ui/scroll-box.tsx'
import { sectionNames, settingsText } from '../words/settings-text.ts'
import { LockSection } from '../lock/lock-section.tsx'
import { PeopleSection } from '../people/people-section.tsx'
import { RecoverySection } from '../recovery/recovery-section.tsx'
import { AboutSection } from './about-section.tsx'
import { AppearanceSection } from './appearance-section.tsx'
import { ComputerSection } from './computer-section.tsx'
import { ConnectionsSection } from './connections-section.tsx'
import { FilesSection } from './files-section.tsx'
import { HistorySection } from './history-section.tsx'
import { OpeningSection } from './opening-section.tsx'

const sections: readonly SettingsSection[] = [
  'connections',
  'files',
  'opening',
  'lock',
  'recovery',
  'people',
  'history',
  'appearance',
  'computer',
  'about',
]

/** The Settings page. */
export function SettingsPage({ settings }: { readonly settings: Settings }) {
  const at = place.use().section
  return (
    <>
      <Head title={settingsText.title} />
      <div className="split set">
        <nav className="subnav" aria-label={settingsText.title}>
          <ul>
            {sections.map((section) => (
              <li key={section}>
                <UnstyledButton
                  className="sub"
                  aria-current={section === at ? 'page' : undefined}
                  onClick={() => goToSettings(section)}
                >
                  {sectionNames[section]}
                </UnstyledButton>
              </li>
            ))}
          </ul>
        </nav>
        <ScrollBox label={sectionNames[at]} className="set-body">
          <div className="set-in">
            <Section at={at} settings={settings} />
          </div>
        </ScrollBox>
      </div>
    </>
  )
}

interface SectionProps {
  readonly at: SettingsSection
  readonly settings: Settings
}

function Section({ at, settings }: SectionProps) {
  switch (at) {
    case 'connections':
      return <ConnectionsSection />
    case 'files':
      return <FilesSection settings={settings} />
    case 'opening':
      return <OpeningSection settings={settings} />
    case 'lock':
      return <LockSection settings={settings} />
    case 'recovery':
      return <RecoverySection />
    case 'people':
      return <PeopleSection />
    case 'history':
      return <HistorySection settings={settings} />
    case 'appearance':
      return <AppearanceSection settings={settings} />
    case 'computer':
      return <ComputerSection />
    case 'about':
      return <AboutSection />
    default:
      return assertNever(at)
  }
}

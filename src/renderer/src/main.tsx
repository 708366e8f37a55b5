import './styles/mantine.ts'
import '@fontsource-variable/inter/opsz.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import './styles/theme.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/choices.css'
import './styles/popovers.css'
import './styles/kit.css'
import './styles/tables.css'
import './styles/panels.css'
import './styles/shell.css'
import './styles/rail.css'
import './styles/files.css'
import './styles/plan.css'
import './styles/jobs.css'
import './styles/keys.css'
import './styles/key-page.css'
import './styles/policy-edit.css'
import './styles/policy.css'
import './styles/key-depth.css'
import './styles/rotation.css'
import './styles/activity.css'
import './styles/settings.css'
import './styles/people.css'
import './styles/first-run.css'
import './styles/lock.css'
import './styles/narrow.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Scheme } from './app/scheme.tsx'
import { Window } from './app/window.tsx'
import { takeEvent } from './data/events.ts'
import { readJobs } from './data/jobs-store.ts'
import { readKeys } from './data/keys-store.ts'
import { queryClient } from './data/query-client.ts'

// Follow the events before the first read, so that nothing falls between the two.
window.keyhold.onEvent(takeEvent)
void readJobs()
void readKeys()

const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <Scheme>
          <Window />
        </Scheme>
      </QueryClientProvider>
    </StrictMode>,
  )
}

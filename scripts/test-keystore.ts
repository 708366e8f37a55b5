import { ensureDebianPackages } from './programs/debian-packages.ts'
import { keystoreSuites } from './suites/keystore-suites.ts'
import { runAndTell } from './suites/run-and-tell.ts'

// `npm run test:keystore`: with a real gnome-keyring, a real D-Bus, real processes and the app itself.
await ensureDebianPackages()
await runAndTell(keystoreSuites)

import { Head } from '../ui/head.tsx'

/** How the rotation of all keys stands. */
export function RotationPage() {
  return <Head title="Rotation" />
}

import type { SharedConfigInit } from '@smithy/core/config'
import type { Profile } from '../../shared/model/connection.ts'

/** Environment variables, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Where the shared config files are when the environment says so; else the SDK takes `~/.aws/`. */
export function sharedConfigPaths(environment: Environment): SharedConfigInit {
  const configFilepath = environment['AWS_CONFIG_FILE']
  const filepath = environment['AWS_SHARED_CREDENTIALS_FILE']
  return {
    // The files may have changed since: signing in with another program writes them.
    ignoreCache: true,
    ...(configFilepath ? { configFilepath } : {}),
    ...(filepath ? { filepath } : {}),
  }
}

/** The profiles of the shared AWS config files, by name. A file that is missing or not readable counts as empty. */
export async function listAwsProfiles(environment: Environment): Promise<readonly Profile[]> {
  const { loadSharedConfigFiles } = await import('@smithy/core/config')
  const { configFile, credentialsFile } = await loadSharedConfigFiles(sharedConfigPaths(environment))
  const names = new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)])
  return [...names]
    .filter((name) => !name.startsWith('sso-session.') && !name.startsWith('services.'))
    .toSorted()
    .map((name) => {
      const lines = { ...configFile[name], ...credentialsFile[name] }
      return { name, region: configFile[name]?.['region'] ?? lines['region'] ?? null, kind: kindOf(lines) }
    })
}

/** Which lines mean what, in the order in which the SDK looks for them. */
const kinds: readonly (readonly [kind: Profile['kind'], lines: readonly string[]])[] = [
  ['webIdentity', ['web_identity_token_file', 'role_arn']],
  ['role', ['role_arn']],
  ['accessKey', ['aws_access_key_id', 'aws_secret_access_key']],
  ['process', ['credential_process']],
  ['sso', ['sso_session']],
  ['sso', ['sso_start_url']],
]

function kindOf(lines: Readonly<Record<string, string | undefined>>): Profile['kind'] {
  return kinds.find(([, wanted]) => wanted.every((line) => lines[line] !== undefined))?.[0] ?? 'unknown'
}

/** True where the environment holds an access key. */
export function hasEnvironmentCredentials(environment: Environment): boolean {
  return Boolean(environment['AWS_ACCESS_KEY_ID'] && environment['AWS_SECRET_ACCESS_KEY'])
}

import { createPrivateKey } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Keyring } from '../../src/main/keyrings/keyring.ts'
import { MultiKeyring } from '../../src/main/keyrings/multi-keyring.ts'
import { RawAesKeyring } from '../../src/main/keyrings/raw-aes/raw-aes-keyring.ts'
import { RawRsaKeyring } from '../../src/main/keyrings/raw-rsa/raw-rsa-keyring.ts'
import type { RsaPadding } from '../../src/main/keyrings/raw-rsa/raw-rsa-keyring.ts'
import { Secret } from '../../src/main/secret/secret.ts'
import { assertNever } from '../../src/shared/assert-never.ts'
import { DataKeyKeyring } from './data-key-keyring.ts'
import type { VectorEntry, VectorKey } from './manifest.ts'

/** A keyring over every key of an entry: any one of them may open it. */
export async function vectorKeyring(folder: string, entry: VectorEntry): Promise<Keyring> {
  return new MultiKeyring({ children: await Promise.all(entry.keys.map((key) => keyringOf(folder, key))) })
}

async function keyringOf(folder: string, key: VectorKey): Promise<Keyring> {
  if (key.type === 'data-key') return new DataKeyKeyring(Buffer.from(key.material, 'base64'))
  const { providerId: namespace, keyId: name } = key
  if (key.type === 'aes') {
    const wrappingKey = Secret.take(Uint8Array.from(Buffer.from(key.material, 'base64')))
    return new RawAesKeyring({ namespace, name, wrappingKey })
  }
  if (key.type === 'rsa') {
    const privateKey = createPrivateKey(await readFile(path.join(folder, key.materialFile)))
    return new RawRsaKeyring({ namespace, name, privateKey, padding: paddingOf(key) })
  }
  return assertNever(key)
}

function paddingOf(key: Extract<VectorKey, { type: 'rsa' }>): RsaPadding {
  return key.padding === 'pkcs1' ? 'pkcs1' : `oaep-${key.hash ?? 'sha1'}`
}

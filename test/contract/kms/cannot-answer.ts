type Reasons = Readonly<Record<string, readonly string[]>>

/**
 * Checks that a server cannot answer, by server, then by why (words for people; a name that REQUIRE may hold is not among
 * them). Everything else must pass, and what is named here must be a check.
 */
const cannotAnswer: Readonly<Record<string, Reasons>> = {
  moto_server: {
    "the server fails (500) where this is asked by the key's ARN, as the app always does": [
      'a disabled key encrypts nothing until it is enabled',
      'a key that is scheduled for deletion names the day and does nothing; cancelled, it is disabled',
      'a key that is leaving is neither named, tagged nor scheduled once more',
      'deletion that was not scheduled cannot be cancelled',
      'a disabled key is not rotated',
      'a replica has the primary’s id, its own description, and is named by both',
      'a replica opens what its primary sealed',
      'a replica becomes the primary',
      'a single-Region key has no replicas',
    ],
    'the server names no key materials': [
      'names the current key material of a symmetric key',
      'a decryption names the key material that opened',
      'the app reads key materials oldest first',
      'the first material has no rotation, and is told only where all are asked for',
      'a rotation by hand gives new material, and what the old one sealed still opens',
    ],
    'the server names no MAC algorithms': ['an HMAC key names its algorithm'],
    'the server takes what AWS refuses': [
      'a usage that a spec has not is refused',
      'deletion waits for 7 days at least',
      'deletion waits for 30 days at most',
      'RSA encrypts with OAEP and SHA-1 too, and not one byte more than fits',
      'an RSA key binds no encryption context',
      'a policy that would lock everybody out is refused',
      'a key of another usage encrypts nothing',
      'a period of 89 days is refused',
      'a description has 8,192 characters at most',
      'a tag of aws, or one that is too long, is refused',
      'a key has 50 aliases at most',
      'a period of 2,561 days is refused',
      'key pairs and HMAC keys do not rotate by themselves',
    ],
    'the server has no pages here': ['lists every key, page by page'],
    'the server has no dry runs: it does what is only tried': [
      'a grant that is only tried is not made',
      'a dry run says whether a key may be used, and does nothing',
      'permission to decrypt is asked for without a ciphertext',
    ],
    'the server refuses with other errors than AWS': [
      'another context, damage, and what is no ciphertext are all invalid',
      'a ciphertext of another key is told from a damaged one',
      'damage of an RSA ciphertext is told',
      'a symmetric key signs nothing and has no public key',
    ],
    'the server does not have this operation': [
      'a data key pair comes with its private key sealed',
      'tells when a key was last used',
      'lists custom key stores, and none where there is none of that name',
    ],
    "the server answers with the key's id in place of its ARN": [
      'RSA_2048 signs a message with RSASSA_PSS_SHA_256',
      'RSA_2048 signs a message with RSASSA_PKCS1_V1_5_SHA_512',
      'ECC_NIST_P256 signs a message with ECDSA_SHA_256',
      'ECC_NIST_P384 signs a message with ECDSA_SHA_384',
      'ECC_NIST_P521 signs a message with ECDSA_SHA_512',
      'ECC_SECG_P256K1 signs a message with ECDSA_SHA_256',
      'HMAC_224 authenticates a message',
      'HMAC_256 authenticates a message',
      'HMAC_384 authenticates a message',
      'HMAC_512 authenticates a message',
    ],
    'the server signs a digest as if it were a message': [
      'RSA_2048 signs a digest with RSASSA_PSS_SHA_256',
      'RSA_2048 signs a digest with RSASSA_PKCS1_V1_5_SHA_512',
      'ECC_NIST_P256 signs a digest with ECDSA_SHA_256',
      'ECC_NIST_P384 signs a digest with ECDSA_SHA_384',
      'ECC_NIST_P521 signs a digest with ECDSA_SHA_512',
      'ECC_SECG_P256K1 signs a digest with ECDSA_SHA_256',
    ],
    'the server does not know this key spec': [
      'ECC_NIST_EDWARDS25519 signs a message with ED25519_SHA_512',
      'ML_DSA_44 signs a message with ML_DSA_SHAKE_256',
    ],
    'the server keeps no period and no next date of a rotation': [
      'automatic rotation has its period, is changed, and is turned off',
      'the next automatic rotation is a period ahead',
      'the app’s reading of a Region tells how keys rotate',
    ],
    'the server imports no key material': [
      'a key for material of one’s own waits for it',
      'material wrapped with RSAES_OAEP_SHA_256 makes the key usable',
      'material wrapped with RSA_AES_KEY_WRAP_SHA_256 makes the key usable',
      'material that expires says when',
      'material expires on a day to come, within a year',
      'material of one generation that is gone makes the whole key wait for it',
      'without its material a key is of no use until the same material is back',
      'new material waits, and a rotation by hand takes it into use',
      'a rotation by hand without new material is refused',
      'material of the wrong length is refused',
      'a key that KMS made takes no material',
    ],
    'the server gives a multi-Region key an id of another form': [
      'a multi-Region key is a primary, its id begins with mrk-',
    ],
    'the server checks no signatures': ['a signature by another secret is refused'],
  },
  'the local keystore': {
    'a key of this computer has no policy and no grants: one person uses and administers it': [
      'a key that was made without a policy has the account’s statement',
      'a policy comes back as it was put',
      'a policy that would lock everybody out is refused',
      'a grant is made, listed with its constraint, and revoked',
      'a grant is retired by its id',
      'a grant that is only tried is not made',
    ],
    'nothing has to be tried: who may use a key of this computer is not a question of permissions': [
      'a dry run says whether a key may be used, and does nothing',
      'permission to decrypt is asked for without a ciphertext',
    ],
    'BoringSSL, with which Electron is built, does not have it, or the keystore leaves it out (DESIGN.md section 3)':
      [
        'ECC_NIST_P521 signs a message with ECDSA_SHA_512',
        'ECC_SECG_P256K1 signs a message with ECDSA_SHA_256',
        'ECC_NIST_EDWARDS25519 signs a message with ED25519_SHA_512',
        'ML_DSA_44 signs a message with ML_DSA_SHAKE_256',
        'ECC_NIST_P521 signs a digest with ECDSA_SHA_512',
        'ECC_SECG_P256K1 signs a digest with ECDSA_SHA_256',
        'HMAC_224 authenticates a message',
        'a data key pair comes with its private key sealed',
      ],
    'a key of this computer is in one place: there are no Regions': [
      'a multi-Region key is a primary, its id begins with mrk-',
      'a replica has the primary’s id, its own description, and is named by both',
      'a replica opens what its primary sealed',
      'a replica becomes the primary',
      'a single-Region key has no replicas',
    ],
    'the keystore is a key store itself, and keeps its log apart from keys': [
      'tells when a key was last used',
      'lists custom key stores, and none where there is none of that name',
    ],
    'nobody needs random bytes over the port: each process has its own': [
      'random bytes are as many as asked',
    ],
    'requests to the local keystore are not signed: they come over a port of its own process': [
      'a signature by another secret is refused',
    ],
  },
}

/** Why a server cannot answer a check, or null where it must. */
export function whyNotAnswered(server: string, check: string): string | null {
  const found = Object.entries(cannotAnswer[server] ?? {}).find(([, checks]) => checks.includes(check))
  return found?.[0] ?? null
}

/** Every check that the table names. */
export function checksNotAnswered(): readonly string[] {
  return Object.values(cannotAnswer).flatMap((reasons) => Object.values(reasons).flat())
}

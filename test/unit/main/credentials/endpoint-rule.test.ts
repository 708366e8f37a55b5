import { describe, expect, it } from 'vitest'
import { checkedEndpoint } from '../../../../src/main/credentials/endpoint-rule.ts'
import { codeOf } from '../message/support/whole-message.ts'

describe('an endpoint of a connection', () => {
  it.each([
    'https://kms.eu-central-1.amazonaws.com',
    'https://vpce-1.kms.us-east-1.vpce.amazonaws.com:8443/',
    'http://localhost:4566',
    'http://127.0.0.1:5000',
    'http://[::1]:5000',
    'http://LOCALHOST:80',
  ])('may be %s', (endpoint) => {
    expect(checkedEndpoint(endpoint)).toBe(endpoint)
  })

  it('may be left to AWS', () => {
    expect(checkedEndpoint(null)).toBeNull()
  })

  it.each([
    'http://kms.eu-central-1.amazonaws.com',
    'http://localhost.example.com',
    'http://127.0.0.1.example.com',
    'http://127.0.0.2:5000',
    'http://0.0.0.0:5000',
    'http://192.168.1.5',
    'ftp://localhost',
    'file:///etc/passwd',
    'https://user:secret@kms.example.com',
    'https://kms.example.com/?to=elsewhere',
    'https://kms.example.com/#x',
    'localhost:5000',
    '',
  ])('must not be %j', (endpoint) => {
    expect(codeOf(() => checkedEndpoint(endpoint))).toBe('INVALID_REQUEST')
  })
})

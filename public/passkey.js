// Asks the browser for a passkey (WebAuthn with the PRF extension). In and out: JSON, bytes in base64. What the authenticator
// computes goes to the keeper's worker and nowhere else; this server is not asked and learns of nothing.

const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)));
const random = (length) => crypto.getRandomValues(new Uint8Array(length));
const base64url = (standard) => standard.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** An address in numbers is no name that a passkey could belong to. */
const NUMBERS = /^(\[.*\]|\d+(\.\d+){3})$/;
const VERIFIED = 0x04; // in the flags of the authenticator data (WebAuthn, section 6.1)

/** Whether this browser has passkeys that can open something, at this address. */
export async function offered() {
  if (NUMBERS.test(location.hostname) || !globalThis.PublicKeyCredential?.getClientCapabilities) return false;
  return (await PublicKeyCredential.getClientCapabilities())['extension:prf'] === true;
}

/** Makes a passkey for this site; its owner is verified and touches once, or twice where the authenticator answers only later. */
export async function create({ name, known }) {
  const salt = random(32);
  const credential = await navigator.credentials.create({
    publicKey: {
      challenge: random(32),
      rp: { name: 'Throughline' },
      user: { id: random(16), name, displayName: name },
      pubKeyCredParams: [-8, -7, -257].map((alg) => ({ type: 'public-key', alg })),
      authenticatorSelection: { residentKey: 'discouraged', userVerification: 'required' },
      excludeCredentials: known.map((id) => ({ type: 'public-key', id: bytes(id) })),
      extensions: { prf: { eval: { first: salt } } },
    },
  });
  const { prf } = credential.getClientExtensionResults();
  if (!prf?.enabled) throw new DOMException('', 'NotSupportedError');
  const passkey = { credential: text(credential.rawId), salt: text(salt) };
  const output = prf.results?.first ? text(prf.results.first) : (await touch({ keys: [passkey] })).output;
  return { passkey, output };
}

/** Asks for one of these passkeys; its owner is verified. Answers which it was, and what it computes from its salt. */
export async function touch({ keys }) {
  const credential = await navigator.credentials.get({
    publicKey: {
      challenge: random(32),
      userVerification: 'required',
      allowCredentials: keys.map(({ credential }) => ({ type: 'public-key', id: bytes(credential) })),
      extensions: {
        prf: { evalByCredential: Object.fromEntries(keys.map(({ credential, salt }) => [base64url(credential), { first: bytes(salt) }])) },
      },
    },
  });
  const output = credential.getClientExtensionResults().prf?.results?.first;
  const flags = new Uint8Array(credential.response.authenticatorData)[32];
  if (!output || !(flags & VERIFIED)) throw new DOMException('', 'NotSupportedError');
  const answer = { credential: text(credential.rawId), output: text(output) };
  new Uint8Array(output).fill(0); // the browser's copy
  return answer;
}

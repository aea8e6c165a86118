// @ts-check
// Passkeys. A form with data-passkey ("make" or "use") asks the browser for one when it is sent, puts the answer into its fields
// and goes on as any form. The page tells those without script to use a code.

/** @param {string | undefined} text */
const decode = (text) => Uint8Array.from(atob(text ?? ''), (letter) => letter.charCodeAt(0));
/** @param {ArrayBuffer | undefined} bytes */
const encode = (bytes) => btoa(Array.from(new Uint8Array(bytes ?? new ArrayBuffer(0)), (byte) => String.fromCharCode(byte)).join(''));

/** @param {DOMStringMap} data @returns {Promise<Credential | null>} */
function ask(data) {
  const challenge = decode(data['challenge']);
  const known = (data['credentials'] ?? '').split(' ').filter(Boolean).map((id) => ({ type: /** @type {const} */ ('public-key'), id: decode(id) }));
  if (data['passkey'] === 'use') return navigator.credentials.get({ publicKey: { challenge, rpId: data['host'] ?? '', allowCredentials: known, userVerification: 'required' } });
  return navigator.credentials.create({
    publicKey: {
      challenge,
      rp: { id: data['host'] ?? '', name: 'Samløft' },
      user: { id: decode(data['user']), name: data['mail'] ?? '', displayName: data['name'] ?? '' },
      pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: 'public-key', alg })),
      authenticatorSelection: { userVerification: 'required', residentKey: 'preferred' },
      excludeCredentials: known,
    },
  });
}

/** @param {HTMLFormElement} form @param {string} name @param {ArrayBuffer | undefined} bytes */
function fill(form, name, bytes) {
  const field = form.querySelector(`[name="${form.dataset['prefix']}-${name}"]`);
  if (field instanceof HTMLInputElement) field.value = encode(bytes);
}

/** @param {HTMLFormElement} form */
async function proceed(form) {
  const failed = form.querySelector('[data-passkey-failed]');
  failed?.toggleAttribute('hidden', true);
  try {
    const passkey = await ask(form.dataset);
    if (!(passkey instanceof PublicKeyCredential)) throw new Error('no passkey');
    const answer = passkey.response;
    fill(form, 'credential', passkey.rawId);
    fill(form, 'client-data', answer.clientDataJSON);
    if (answer instanceof AuthenticatorAssertionResponse) {
      fill(form, 'authenticator-data', answer.authenticatorData);
      fill(form, 'signature', answer.signature);
    } else if (answer instanceof AuthenticatorAttestationResponse) {
      fill(form, 'authenticator-data', answer.getAuthenticatorData());
    }
    form.submit();
  } catch {
    failed?.toggleAttribute('hidden', false);
  }
}

/** @param {SubmitEvent} event */
function onSubmit(event) {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.dataset['passkey']) return;
  event.preventDefault();
  void proceed(form);
}

export function startPasskeys() {
  document.addEventListener('submit', onSubmit);
}

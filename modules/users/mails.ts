/** The mails about accounts: what they say. Plain text; the link stands on a line of its own. */
export const INVITATION_HOURS = 72
export const PASSWORD_LINK_MINUTES = 30

export type Mail = { subject: string; text: string }

const footer = (publicUrl: string): string => `\n--\nThroughline, ${publicUrl}\n`

/** Where an invitation leads. The host is always the site's own, whatever a request said. */
export const invitationAddress = (publicUrl: string, token: string): string => `${publicUrl}/invitation/${token}`
export const newPasswordAddress = (publicUrl: string, token: string): string => `${publicUrl}/sign-in/new-password/${token}`

export function invitationMail(to: { name: string; role: string }, invitedBy: string, link: string, publicUrl: string): Mail {
  return {
    subject: 'You are invited to the newsroom of Throughline',
    text: `Hello ${to.name},

${invitedBy} invites you to the newsroom as ${to.role}. Choose a password here:

${link}

The link works once, for ${INVITATION_HOURS} hours. If you do not know what this is about, do nothing.
${footer(publicUrl)}`,
  }
}

export function newPasswordMail(name: string, link: string, publicUrl: string): Mail {
  return {
    subject: 'A new password for Throughline',
    text: `Hello ${name},

Somebody, most likely you, asked for a new password. Choose it here:

${link}

The link works once, for ${PASSWORD_LINK_MINUTES} minutes. If it was not you, do nothing: your password stays as it is.
${footer(publicUrl)}`,
  }
}

/** Told after the fact, so that a person whose account was taken hears of it. */
export function changedMail(name: string, what: string, publicUrl: string): Mail {
  return {
    subject: 'Your account at Throughline was changed',
    text: `Hello ${name},

${what}

If it was not you, tell an admin of your newsroom at once.
${footer(publicUrl)}`,
  }
}

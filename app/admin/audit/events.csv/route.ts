import { auditCsv } from '@/modules/audit/queries'
import { auditFilterSchema } from '@/modules/audit/schema'
import { downloadRoute } from '@/modules/auth/download-route'

export const dynamic = 'force-dynamic'

/** What the audit's filter finds, whole, as CSV. */
export const GET = downloadRoute({
  permission: 'audit.read',
  fileName: 'throughline-audit.csv',
  contentType: 'text/csv; charset=utf-8; header=present',
  parts: (actor, query) => auditCsv(actor, auditFilterSchema.parse(query)),
})

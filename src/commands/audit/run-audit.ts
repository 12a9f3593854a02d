/** Reads the audit log of the deployment's database and says whether its chain holds. */
import { openDeploymentDatabase } from '../../app/open-deployment-database.ts';
import { openDataFolder } from '../../platform/data-folder.ts';
import { verifyAudit } from '../../storage/audit.ts';
import { auditReport } from './audit-report.ts';

export const runAuditVerify = async (): Promise<number> => {
  const { database, close } = await openDeploymentDatabase(openDataFolder());
  try {
    const found = await verifyAudit(database.prisma);
    process.stdout.write(auditReport(found));
    return found.problems.length === 0 ? 0 : 1;
  } finally {
    await close();
  }
};

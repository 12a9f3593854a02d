/** Request headers of targets: their type says which go where, the deployment's key opens them. */
import type { TargetType } from '../../crawlers/target-type.ts';
import type { VisitNeeds } from '../pipeline/visit-needs.ts';
import type { SecretBox } from '../platform/secret-box.ts';
import { openHeaders } from '../storage/sealed-headers.ts';

export const headersFrom =
  (targetTypes: ReadonlyMap<string, TargetType>, secrets: SecretBox): NonNullable<VisitNeeds['headersFor']> =>
  (target, url) => {
    const type = targetTypes.get(target.typeId);
    if (!type?.headersFor) return {};
    const options = type.options.safeParse(target.options);
    return options.success ? openHeaders(secrets, target.id, type.headersFor(url, options.data)) : {};
  };

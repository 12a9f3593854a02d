import type { TargetSettings } from '../../../../domain/target.ts';

/** A group of fields of the target form. A setting that is given as undefined is taken out. */
export interface TargetFieldsProps {
  settings: TargetSettings;
  onChange: (part: { [Name in keyof TargetSettings]?: TargetSettings[Name] | undefined }) => void;
}

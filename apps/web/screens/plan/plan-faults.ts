import { checkPlan } from '@kado/domain/plan';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../../api/problem';
import { useWords } from '../../kit/words';
import { fieldOf, type PlanInput, planOf } from './plan-form';

/** The API's own limits of a code, beyond the rules of the plan. */
const CODE = /^[a-z0-9][a-z0-9_.-]{0,63}$/;

/** What is wrong with the plan as it stands, by the field it is to be mended in; what the API said of the last sending too. */
export function usePlanFaults(input: PlanInput, error: unknown): ReadonlyMap<string, string> {
  const { t } = useTranslation('plan');
  const say = useWords();
  return useMemo(() => {
    const faults = new Map<string, string>();
    const add = (field: string | undefined, text: string) => {
      if (field !== undefined && !faults.has(field)) faults.set(field, text);
    };
    const plan = planOf(input);
    for (const { pointer, detail } of checkPlan(plan)) {
      const field = fieldOf(pointer);
      // A share is typed in percent here; the rule speaks of it as it is kept.
      add(field, field?.endsWith('Rate') ? t('fault.rate') : say(detail));
    }
    plan.steps.forEach((step, at) => {
      if (step.code !== '' && !CODE.test(step.code)) add(`steps.${at}.code`, t('fault.code'));
      if (step.nameJa === '') add(`steps.${at}.nameJa`, t('fault.name'));
      step.skills.forEach((skill) => {
        if (!CODE.test(skill)) add(`steps.${at}.skills`, t('fault.skill', { skill }));
      });
    });
    if (input.manualVersion === '') add('manualVersion', t('fault.manual'));
    if (error instanceof ProblemError)
      for (const { pointer, detail } of error.problem.errors ?? []) add(fieldOf(pointer), detail);
    return faults;
  }, [input, error, say, t]);
}

import { escalation } from './clock-codes';
import {
  COMMANDS,
  COMPENSATIONS,
  type CommandKind,
  commandSpec,
  compensationsFor,
  isCommandKind,
  refuseCommandByStage,
} from './commands';
import { CHAPTERS, canReset, isFinal, STAGES } from './lifecycle';
import { ROLES } from './roles';

const KINDS = Object.keys(COMMANDS) as CommandKind[];

describe.each(KINDS)('%s', (kind) => {
  const spec = commandSpec(kind);

  it('belongs to roles that exist, in stages that are not over', () => {
    expect(spec.roles.length).toBeGreaterThan(0);
    for (const role of spec.roles) expect(ROLES).toContain(role);
    for (const stage of STAGES.filter(isFinal)) expect(refuseCommandByStage(kind, stage)).toBe('wrong_stage');
    for (const stage of spec.stages) expect(refuseCommandByStage(kind, stage)).toBeUndefined();
  });

  it('owes a reason where it takes something from somebody', () => {
    const free = ['resume', 'withdraw_change', 'resync', 'hand_over'];
    expect(spec.needsReason).toBe(!free.includes(kind));
  });
});

describe('commands', () => {
  it('are told from what is none', () => {
    for (const word of ['', 'toString', '__proto__', 'HOLD', 'decide']) {
      expect(isCommandKind(word)).toBe(false);
      expect(refuseCommandByStage(word, 'inquiry')).toBe('unknown_command');
    }
  });

  it('put nothing on hold twice, and nothing that is being cancelled', () => {
    expect(refuseCommandByStage('hold', 'on_hold')).toBe('wrong_stage');
    expect(refuseCommandByStage('hold', 'cancelling')).toBe('wrong_stage');
    expect(refuseCommandByStage('cancel', 'on_hold')).toBeUndefined();
  });
});

describe('cancelling', () => {
  it('undoes more the further it had got, always in one order', () => {
    let before = 0;
    for (let n = 1; n < CHAPTERS.length; n += 1) {
      const steps = compensationsFor(CHAPTERS.slice(0, n), false);
      expect(steps).toEqual(COMPENSATIONS.filter((step) => steps.includes(step)));
      expect(steps.length).toBeGreaterThanOrEqual(before);
      before = steps.length;
    }
    expect(before).toBe(COMPENSATIONS.length);
  });

  it('pays the people of a pilot, however early it ends', () => {
    expect(compensationsFor(['inquiry', 'requirements'], true)).toEqual(
      expect.arrayContaining(['notify_people', 'approve_time', 'schedule_pay']),
    );
    expect(compensationsFor(['inquiry'], false)).toEqual([]);
  });
});

describe('a reset', () => {
  it('goes only where the story has been, and never out of a cancelling', () => {
    expect(canReset(['inquiry', 'requirements'], 'inquiry')).toBe(true);
    expect(canReset(['inquiry', 'requirements'], 'production')).toBe(false);
    expect(canReset(['inquiry', 'cancelling'], 'inquiry')).toBe(false);
    expect(canReset([...CHAPTERS], 'cancelling')).toBe(false);
  });
});

describe('escalation', () => {
  it('gives the decision to the next role, then to the one after it, and never a client’s to anybody', () => {
    expect(escalation('leader', 'due')).toEqual({ told: 'director', mayDecide: true });
    expect(escalation('leader', 'overdue')).toEqual({ told: 'manager', mayDecide: true });
    expect(escalation('coordinator', 'due')).toEqual({ told: 'manager', mayDecide: true });
    for (const code of ['due', 'overdue', 'not_started'] as const)
      expect(escalation('client', code)).toEqual({ told: 'manager', mayDecide: false });
    expect(escalation('leader', 'not_started')).toEqual({ told: 'leader', mayDecide: false });
  });
});

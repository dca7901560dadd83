export interface StepSettings {
  /** `off` refuses every decision that arrives by Signal (production without a Temporal authorizer). */
  signalDecisions: 'on' | 'off';
}

export { engagementWorkflow } from './engagement/engagement.workflow';
export { lotWorkflow } from './lot/lot.workflow';

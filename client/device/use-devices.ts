/**
 * Devices and those that wait, as the server counts them now. Asked again when one was changed, and every few seconds, because what is
 * heard of a device is no fact. Null until the first answer.
 */
import { useEffect } from 'react';
import { z } from 'zod';
import { deviceStanding, quarantinedDevice, refusalCount } from '../../server/contract/device.ts';
import { type Asked, useAnswer, useAskedEvery } from '../connection/use-answer.ts';
import { usePublications } from '../store/publications.ts';

/** An administrator who just changed a phone's settings looks whether it comes. */
const EVERY_MS = 5000;

const standings = z.array(deviceStanding);
const waiting = z.array(quarantinedDevice);
const refusals = z.array(refusalCount);

function useFreshly<Schema extends z.ZodType>(path: string, schema: Schema): Asked<z.infer<Schema>> {
  const asked = useAnswer(path, schema);
  const { ask } = asked;
  const published = usePublications('device-changed');
  useAskedEvery(ask, EVERY_MS);
  useEffect(() => {
    if (published !== null) ask();
  }, [published, ask]);
  return asked;
}

export const useDevices = () => useFreshly('/api/v1/devices', standings);
export const useWaitingDevices = () => useFreshly('/api/v1/devices/quarantine', waiting);
export const useRefusals = () => useFreshly('/api/v1/refusals', refusals);

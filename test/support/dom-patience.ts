import { configure } from '@testing-library/react'
import { PATIENT } from './patience.ts'

configure({ asyncUtilTimeout: PATIENT.timeout })

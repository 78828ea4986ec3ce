import { day } from './example.ts'
import { firstServer } from './first-server.ts'

export default day(
  30,
  {
    title: { en: '10,000 users', ko: '사용자 1만 명' },
    teaches: {
      en: 'The same server at 120 requests/s: 50 ms have become 500, CPU is at 60 %, and the database turns connections away.',
      ko: '같은 서버에 초당 120건. 50 ms가 500 ms가 되고 CPU는 60 %이며, 데이터베이스가 연결을 거부합니다.',
    },
    tryThis: {
      en: 'The CPU has room, so what is full? Give the database a machine of its own with 8 slots and watch latency return to 50 ms.',
      ko: 'CPU는 남는데 무엇이 찼을까요? 데이터베이스에 전용 기계(슬롯 8)를 주고 지연이 50 ms로 돌아오는 것을 보세요.',
    },
  },
  firstServer({ ratePerSec: 120, perUserPerSec: 0.012 }),
)

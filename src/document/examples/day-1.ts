import { day } from './example.ts'
import { firstServer } from './first-server.ts'

export default day(
  1,
  {
    title: { en: '100 users', ko: '사용자 100명' },
    teaches: {
      en: 'One server, a hundred friends who are all online: 50 ms, and the CPU is at 5 %.',
      ko: '서버 한 대에 모두 접속해 있는 지인 100명. 50 ms에 답하고 CPU는 5 %입니다.',
    },
    tryThis: {
      en: 'Move the users up and look at three things: when CPU passes 60 %, when p95 passes the SLO, and which of the two parts gives way first.',
      ko: '사용자를 늘리며 세 가지를 보세요. CPU가 60 %를 넘는 때, p95가 목표를 넘는 때, 그리고 둘 가운데 무엇이 먼저 버티지 못하는지입니다.',
    },
  },
  firstServer({ ratePerSec: 10 }),
)

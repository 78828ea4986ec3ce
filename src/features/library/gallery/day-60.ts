import { firstServer } from './first-server.ts'
import { day } from './gallery-entry.ts'

export default day(
  60,
  {
    title: { en: '100,000 users', ko: '사용자 10만 명' },
    teaches: {
      en: 'The same server at 1,000 requests/s: CPU over 95 %, answers over 5 s within seconds, and then it falls over: it works for users who have long given up.',
      ko: '같은 서버에 초당 1,000건. CPU는 95 %를 넘고 몇 초 만에 응답이 5초를 넘더니 쓰러집니다. 이미 포기한 사용자를 위해 일할 뿐입니다.',
    },
    tryThis: {
      en: 'Watch goodput: it rises, and after ten seconds nothing is answered in time, at full CPU. Turn “Drop expired work” on and see what is left.',
      ko: '정상 처리를 보세요. 10초쯤 뒤에는 CPU가 가득 찬 채로 제때 나가는 답이 없습니다. “만료된 작업 버리기”를 켜면 얼마나 남는지 보세요.',
    },
  },
  firstServer({ ratePerSec: 1000, perUserPerSec: 0.01 }),
)

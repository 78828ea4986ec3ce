import { day } from './example.ts'
import { firstServer } from './first-server.ts'

export default day(
  60,
  {
    title: { en: '100,000 users', ko: '사용자 10만 명' },
    teaches: {
      en: 'The same server at 1,000 requests/s: CPU over 95 %, answers over 5 s within seconds, and then it falls over: it works for users who have long given up.',
      ko: '같은 서버에 초당 1,000건. CPU는 95 %를 넘고 몇 초 만에 응답이 5초를 넘더니 쓰러집니다. 이미 포기한 사용자를 위해 일할 뿐입니다.',
    },
    tryThis: {
      en: 'Watch goodput: it rises, and after ten seconds nothing is answered in time, at full CPU. Start over with a queue limit of 200 on the web process: nine of ten are turned away at once, and 100 requests/s are answered within 2 s.',
      ko: '정상 처리를 보세요. 10초쯤 뒤에는 CPU가 가득 찬 채로 제때 나가는 답이 없습니다. 웹의 대기열 한도를 200으로 두고 다시 시작하면 열에 아홉은 바로 거절되지만, 초당 100건은 2초 안에 답을 받습니다.',
    },
  },
  firstServer({ ratePerSec: 1000, perUserPerSec: 0.01 }),
)

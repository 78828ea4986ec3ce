/**
 * What notes and names often say, least frequent first: the preset dictionary of codec 1. It makes a link with notes about a
 * tenth shorter. Never changed, because every link of codec 1 hangs on it.
 */
export const VOCABULARY_1 = [
  'asynchronous synchronous consistent hashing resharding sharding partition region zone availability data centre stateless ',
  'session store sessions sticky autoscaling instances metastable circuit breaker backoff jitter retries retry timeout ',
  'Redis nginx MySQL PostgreSQL Kafka Aurora CloudFront Memcached Route 53 Seoul Tokyo London Los Angeles ',
  'monitoring alert stale replication lag promotion failover primary dies writes lost reads uploads static tasks ',
  'queue workers worker queue depth message object storage content delivery network origin hit ratio evicts ',
  'bottleneck capacity saturated throughput goodput latency p95 p99 percent double twice half as many as ',
  'single server database split load balancer replica replicas cache CDN DNS web server servers tier shard shards ',
  'from zero to millions of users requests/s errors. Kill the and watch what happens. Set it to, then compare with ',
  'What happens when this one dies? All of them wait behind it for the same time, and the others carry on. ',
  'it is in the with that for one at and a to of on by s. ',
  '세션 저장소 자동 확장 비동기 동기 정족수 회로 차단기 백오프 재시도 제한 시간 초과 메시지 큐 워커 작업 배치 알림 ',
  '가용 영역 리전 데이터 센터 샤드 샤딩 복제 지연 승격 장애 조치 주 데이터베이스 읽기 쓰기 업로드 정적 콘텐츠 원본 ',
  '처리량 응답 시간 병목 용량 한도 대기열 적중률 만료 사용자 요청 오류 서버 로드 밸런서 캐시 복제본 웹 서버 ',
  '서버가 죽으면 나머지가 이어받습니다. 종료해 보세요. 늘려 보고 비교해 보세요. 어떻게 될까요? 기다립니다. ',
  '있습니다. 없습니다. 됩니다. 합니다. 입니다. 보세요. 하면 으로 에서 까지 부터 에는 하고 을 를 이 가 은 는 의 에 ',
].join('')

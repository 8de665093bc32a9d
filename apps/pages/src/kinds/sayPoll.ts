import { sayer } from '../words';

/** Words of the result page of a vote. */
export const sayPoll = sayer({
  en: {
    noVotes: 'Nobody has voted yet', oneVote: '1 person has voted', votes: '{n} people have voted', share: '{n} %', points: '{n} points', average: 'Average {n} of 5', leads: 'ahead', won: 'won',
    open: 'Open', notOpen: 'Not open yet', closed: 'Closed', join: 'Scan to take part', later: 'The result is shown when the vote has closed.', choices: 'Choices',
  },
  'zh-TW': {
    noVotes: '還沒有人投票', oneVote: '1 人已投票', votes: '{n} 人已投票', share: '{n}%', points: '{n} 分', average: '平均 {n} 分（滿分 5）', leads: '領先', won: '勝出', open: '進行中', notOpen: '尚未開始', closed: '已結束',
    join: '掃描參加', later: '投票結束後公布結果。', choices: '選項',
  },
  ja: {
    noVotes: 'まだ誰も投票していません', oneVote: '1人が投票', votes: '{n}人が投票', share: '{n}%', points: '{n}点', average: '平均 {n}（5点満点）', leads: 'トップ', won: '決定', open: '受付中', notOpen: '開始前', closed: '終了',
    join: '読み取って参加', later: '結果は投票の終了後に表示されます。', choices: '選択肢',
  },
  th: {
    noVotes: 'ยังไม่มีใครโหวต', oneVote: 'โหวตแล้ว 1 คน', votes: 'โหวตแล้ว {n} คน', share: '{n}%', points: '{n} คะแนน', average: 'เฉลี่ย {n} จาก 5', leads: 'นำอยู่', won: 'ชนะ', open: 'เปิดอยู่',
    notOpen: 'ยังไม่เปิด', closed: 'ปิดแล้ว', join: 'สแกนเพื่อร่วมโหวต', later: 'จะแสดงผลเมื่อปิดโหวต', choices: 'ตัวเลือก',
  },
});

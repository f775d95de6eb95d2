#!/bin/sh
# The three cases that the branch has told in public, from the first word to the last step, and how a customer
# who came again was looked after.
# 支行公开讲述的三件投诉，从第一句话到最后一步；以及再次投诉的客户如何被照顾。
#
#     sh examples/three-cases.sh             on a throw-away ledger; LEDGERCTL_LANG=zh for Chinese
#     sh examples/three-cases.sh FILE        on a new ledger that you keep
#
# All people, numbers and details are invented.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
LEDGERCTL_LEDGER=${1:-$folder/three-cases.db}
export LEDGERCTL_LEDGER

# Texts in the language of the reader: say ENGLISH CHINESE
say() {
    case ${LEDGERCTL_LANG:-en} in
        zh*) printf '%s' "$2" ;;
        *) printf '%s' "$1" ;;
    esac
}

# The clock of the story, in the branch's own time, and who acts: at DAY TIME PERSON
at() {
    LEDGERCTL_NOW="$1T$2:00+08:00" LEDGERCTL_PERSON=$3
    export LEDGERCTL_NOW LEDGERCTL_PERSON
}

# Receipts are for the clerk; the story is told at the end.
quietly() {
    "$@" >>"$folder/receipts" 2>>"$folder/talk" || {
        status=$?
        cat "$folder/talk" >&2
        exit "$status"
    }
}

at 2020-04-09 09:00 DQ-0201
quietly ledgerctl init --ledger "$LEDGERCTL_LEDGER" --branch "$(say 'Dongqiao branch' '东侨支行')"

# --- April 2020: the deferred mortgage 延期还款 ---

at 2020-04-09 10:20 DQ-0420
case=2020-0001
quietly ledgerctl add - <<JSON
{"channel": "hotline", "complainant": "周牧野", "phone": "19900000009", "business": "loan",
 "cause": "rules_process", "handling_channel": "A.front.electronic.phone", "amount": "3215.40",
 "department": "$(say 'Personal loan centre' '个贷中心')",
 "summary": "$(say 'Out of work in the epidemic. The hotline had told him that the mortgage could be deferred, so he stopped paying, but he handed in no papers; now the loan is overdue and his credit record is bad' '受疫情影响失业，此前热线告知房贷可以延期还款，便没有再还，也未提交材料；如今贷款逾期，征信有不良记录')",
 "demand": "$(say 'A clean credit record and the deferral' '消除不良征信记录，办理延期还款')"}
JSON
at 2020-04-09 11:05 DQ-0420
quietly ledgerctl note $case "$(say 'Called him, listened first: he is afraid for the flat. No word about who was right; told him what we can find out by tomorrow' '致电客户，先听他说完：担心房子保不住。不争对错，告知明日前能查清的事项')"
quietly ledgerctl escalate $case branch_head --to DQ-0201
at 2020-04-10 09:30 DQ-0201
quietly ledgerctl note $case "$(say 'Hotline recording heard: the deferral was mentioned, the papers that it needs were not' '调听热线录音：提到可以延期，没有说明须提交哪些材料')"
at 2020-04-10 15:00 DQ-0420
quietly ledgerctl note $case "$(say 'The personal loan centre contacted him and helped with a proof that he has no income' '个贷中心主动联系客户，协助开具无收入证明')"
at 2020-04-13 10:40 DQ-0420
quietly ledgerctl note $case "$(say 'Green channel: the correction of his credit record was reported' '开通绿色通道，上报征信更正')"
at 2020-04-15 16:10 DQ-0420
quietly ledgerctl note $case "$(say 'Deferral granted for six months. The branch pays the courier for his papers' '延期还款获准六个月。材料邮寄的快递费由支行承担')"
at 2020-04-17 09:30 DQ-0201
quietly ledgerctl notify $case --by phone --told facts,basis,remedies
at 2020-04-17 09:45 DQ-0201
quietly ledgerctl resolve $case --finding upheld --remedy correction --amount 23.00 --settlement agreed \
    --responsibility no_fault --fault-nature miscommunication --satisfaction 5 \
    --resolution "$(say 'Record corrected, deferral granted, courier fee of 23 yuan paid by the branch' '征信已更正，延期已办妥，快递费 23 元由支行承担')"
at 2020-04-17 10:30 DQ-0201
quietly ledgerctl suggest add --kind process --case $case "$(say 'Whoever says on the hotline that a loan can be deferred says in the same breath which papers it needs' '客服热线告知可以延期时，应同时告知须提交的材料')"
quietly ledgerctl suggest forward S2020-0001 --to "$(say 'Hotline centre' '客服中心')"
at 2020-04-24 10:15 DQ-0420
quietly ledgerctl followup $case reached --score 5 \
    --note "$(say 'He thanks the branch; he has a job again from May' '客户感谢支行；五月起已有新工作')"
at 2020-10-19 15:30 DQ-0420
quietly ledgerctl followup $case --repair "$(say 'Called him before the deferral ended: the instalments are fixed, nothing surprises him this time' '延期到期前致电：还款安排已确认，这一次没有意外')" \
    --result restored

# --- March 2021: two amounts for one mortgage 提前结清 ---

at 2021-03-16 09:50 DQ-0305
case=2021-0001
quietly ledgerctl add - <<JSON
{"channel": "counter", "complainant": "傅临川", "phone": "19900000026", "business": "loan",
 "cause": "rules_process", "handling_channel": "A.front.onsite", "complained": "DQ-0312",
 "department": "$(say 'Personal loan centre' '个贷中心')",
 "summary": "$(say 'Settling his mortgage early he saw another amount in the app than the teller named; behind the mask he could hardly hear her and became loud in the hall' '提前结清房贷，手机银行的金额与柜员所说的不一致；柜员戴着口罩听不清，客户在大厅情绪激动')",
 "demand": "$(say 'To pay what the app shows' '按手机银行显示的金额结清')"}
JSON
at 2021-03-16 09:55 DQ-0305
quietly ledgerctl note $case "$(say 'Led him out of the hall into a room of his own, a chair and a glass of water; the teller stays away' '带离大厅，请到单独房间，让座倒水；当事柜员回避')"
quietly ledgerctl escalate $case deputy_president --to DQ-0102 --reason "$(say 'Loud scene in the hall; the office upstairs is quiet' '大厅情绪激动，请到分管行长办公室')"
at 2021-03-16 10:05 DQ-0102
quietly ledgerctl note $case "$(say 'First the mood, then the matter: listened until he had finished, and thanked him for asking' '先安抚心情，后处理事情：听客户说完，感谢他问清楚')"
at 2021-03-16 10:30 DQ-0102
quietly ledgerctl note $case "$(say 'Went through it line by line: the app shows the principal at the last due day, the counter adds the interest since then' '逐项算给客户看：手机银行显示的是上一还款日的剩余本金，柜面另含当期应计利息')"
at 2021-03-16 11:30 DQ-0201
quietly ledgerctl resolve $case --finding not_upheld --remedy explanation --settlement agreed \
    --responsibility no_fault --fault-nature miscommunication --told "2021-03-16 11:10" --told-by in_person --satisfaction 4 \
    --resolution "$(say 'He understood, and settled the mortgage the same morning' '客户认可，当日上午办妥结清')"
at 2021-03-17 08:30 DQ-0201
quietly ledgerctl judge $case --responsibility no_fault --fault-nature miscommunication \
    --reason "$(say 'The teller was right and was not heard' '柜员答复无误，只是没有听清')"
quietly ledgerctl improve add --cases $case --business loan "$(say 'Two right amounts side by side look like one wrong amount' '两个正确的金额放在一起，看上去就像错了一个')"
quietly ledgerctl improve measure I2021-0001 --owner DQ-0312 --due 2021-03-31 "$(say 'A slip at the counter that shows principal and interest apart' '柜面提供本金与利息分列的结清单')"
at 2021-03-22 14:30 DQ-0305
quietly ledgerctl followup $case --repair "$(say 'A card from the branch head with an apology for the loud hall, and his receipt' '网点负责人寄去致歉卡和结清凭证')" \
    --result improving --next 2021-04-22
at 2021-03-26 16:00 DQ-0312
quietly ledgerctl improve done I2021-0001 --evidence "$(say 'The slip lies at every counter' '各柜台均已配备结清单')"

# --- May 2021: 5,000 yuan to a stranger 转错的五千元 ---

at 2021-05-11 16:20 DQ-0305
case=2021-0002
quietly ledgerctl add - <<JSON
{"channel": "counter", "complainant": "宋栖迟", "phone": "19900000027", "business": "payment",
 "cause": "rules_process", "handling_channel": "A.front.self_service", "amount": "5000", "complexity": "complex",
 "department": "$(say 'Banking hall' '营业部')",
 "summary": "$(say 'Mistyped a card number at the machine and sent 5,000 yuan to a stranger who will not give it back; the branch may not name the receiver, so she complains' '在自助机具输错卡号，把 5,000 元转给陌生人，对方拒绝退还；网点依保密规定不能提供收款人信息，客户不满')",
 "demand": "$(say 'The name of the receiver, and the money' '提供收款人信息，追回款项')"}
JSON
at 2021-05-11 16:30 DQ-0305
quietly ledgerctl note $case "$(say 'Led her aside and made her tea; explained why nobody in the bank may name a customer, herself included' '引导至接待室，倒茶安抚；说明银行为何不能透露任何客户的信息，也包括她自己的')"
quietly ledgerctl escalate $case deputy_president --to DQ-0102 --reason "$(say 'More than the branch can order' '超出网点权限')"
at 2021-05-11 19:20 DQ-0102
quietly ledgerctl note $case "$(say 'Went to the police station with her this evening to report it' '当晚陪同客户到派出所报案')"
at 2021-05-12 09:40 DQ-0102
quietly ledgerctl note $case "$(say 'She cannot afford a lawyer: went to the filing office of the court with her, asked how to file' '客户请不起律师，陪同到法院立案庭咨询立案')"
at 2021-05-19 14:00 DQ-0102
quietly ledgerctl note $case "$(say 'After several talks with everybody the stranger agreed to return the money' '经多方协调，对方同意退回')"
at 2021-05-21 10:15 DQ-0102
quietly ledgerctl note $case "$(say 'The 5,000 yuan came back; she has them' '对方退回 5,000 元，客户已收到')"
at 2021-05-24 09:00 DQ-0201
quietly ledgerctl resolve $case --finding not_upheld --remedy explanation --settlement agreed \
    --responsibility no_fault --fault-nature beyond_ability --told 2021-05-21 --told-by phone --satisfaction 5 \
    --resolution "$(say 'The answer at the counter was right; the branch helped where it could' '柜面答复并无不当；支行在能力范围内帮助客户追回款项')"
at 2021-05-24 10:00 DQ-0102
quietly ledgerctl opportunity add $case "$(say 'She wants to send money without fear of a wrong digit' '客户希望转账时不再担心输错卡号')"
quietly ledgerctl opportunity offer O2021-0001 "$(say 'Shown to her: saved payees, and a transfer that arrives the next day and can be called back' '向客户演示常用收款人和次日到账、可撤销的转账')"
quietly ledgerctl opportunity conclude O2021-0001 --outcome accepted

# --- She comes again: whoever complains repeatedly is somebody to look after 重点关注 ---

at 2021-06-15 10:05 DQ-0312
case=2021-0003
quietly ledgerctl add - <<JSON
{"channel": "counter", "complainant": "宋栖迟", "phone": "19900000027", "business": "payment",
 "cause": "service", "handling_channel": "A.front.onsite",
 "summary": "$(say 'A clerk who did not know her asked in the hall, loudly, whether she was the one with the 5,000 yuan' '不认识她的柜员在大厅大声问她是不是那位转错五千元的客户')",
 "demand": "$(say 'To be treated with discretion' '希望注意保护隐私')"}
JSON
at 2021-06-15 10:20 DQ-0201
quietly ledgerctl note $case "$(say 'Apologised to her in a room of her own' '请到单独房间，当面致歉')"
quietly ledgerctl link $case 2021-0002 --as follow-up --reason "$(say 'Her own earlier case is what was talked about' '起因是她此前的投诉')"
quietly ledgerctl watch add $case --reason "$(say 'Second complaint within five weeks' '五周内第二次投诉')"
quietly ledgerctl watch tell $case DQ-0312 --reason "$(say 'Serves her counter; must not ask her about it in the hall' '其窗口柜员；不得在大厅询问此事')"
at 2021-06-15 11:00 DQ-0201
quietly ledgerctl resolve $case --finding upheld --remedy apology --settlement agreed --responsibility at_fault \
    --fault-nature service_deficiency --told "2021-06-15 10:50" --told-by in_person --satisfaction 4 \
    --resolution "$(say 'Apology accepted; cases are no longer spoken of at the counters' '客户接受致歉；今后不在柜台谈论投诉')"
at 2021-07-15 16:00 DQ-0201
quietly ledgerctl followup $case --repair "$(say 'Invited to the evening on safe transfers; she told the others what a wrong digit does' '邀请参加安全转账讲座，她向大家讲了自己的经历')" \
    --result restored
quietly ledgerctl watch lift $case --reason "$(say 'The relationship is good again' '关系已修复')"

for case in 2020-0001 2021-0001 2021-0002 2021-0003; do
    ledgerctl show "$case"
    echo
done
ledgerctl suggest show S2020-0001
echo
ledgerctl improve show I2021-0001
echo
ledgerctl opportunity show O2021-0001
echo
ledgerctl verify

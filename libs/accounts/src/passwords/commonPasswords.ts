/**
 * Passwords that stand at the top of every published list, in lower case, eight characters and more or
 * likely with a few digits behind them. Kept offline on purpose: no password leaves the machine to be looked up.
 */
const WORDS = `
password passw0rd p@ssw0rd p@ssword pa55word passwort passport password1 password12 password123 mypassword mypass
letmein welcome welcome1 iloveyou ilovey0u iloveu loveyou lovelove sunshine princess football baseball basketball
superman batman spiderman dragon monkey master shadow michael jennifer jessica ashley daniel andrew joshua matthew
charlie thomas george jordan hunter ranger buster soccer hockey killer pepper ginger cookie flower summer winter
spring autumn freedom whatever trustno1 starwars pokemon pikachu naruto doraemon hellokitty computer internet samsung
google facebook twitter instagram linkedin youtube microsoft windows android iphone liverpool chelsea arsenal
manchester barcelona juventus realmadrid mustang corvette ferrari porsche mercedes harley yamaha honda toyota
qwerty qwerty12 qwerty123 qwertyuiop qwertyui asdfghjkl asdfasdf zxcvbnm zxcvbnm1 qazwsx qazwsxedc 1qaz2wsx 1qaz@wsx
1q2w3e4r 1q2w3e4r5t q1w2e3r4 q1w2e3r4t5 zaq12wsx zaq1zaq1 abc12345 abcd1234 a1b2c3d4 aa123456 a123456 a1234567
a12345678 123456a 123456789a 12345678 123456789 1234567890 0123456789 87654321 987654321 9876543210 11111111 00000000
88888888 66666666 99999999 12341234 12121212 11223344 112233445566 123123123 123321123 147258369 159357456 159753
31415926 314159265 20202020 10203040 1357924680 5201314 52013145201314 woaini woaini1314 woaini520 wang1234 zhang123
taiwan taiwan123 taipei taipei101 tokyo tokyo123 japan nippon sakura arigato konnichiwa bangkok thailand sawasdee
sawasdee1 somchai hongkong beijing shanghai singapore
admin admin1 admin123 admin1234 administrator root rootroot toor superuser adminadmin user username useruser guest
guest123 test test1234 test12345 testtest testing testing123 demo demo1234 demodemo example example123 default changeme
changeit change_me secret secret123 topsecret newpass newpassword temppass temporary backup server login loginlogin
access access14 master123 manager operator owner shopowner service support office company business money richard
chatloom linebot lineline mybot123 chatbot chatbot123 restaurant coffee coffee123 hello hello123 hellohello helloworld
goodmorning goodluck happiness happyday birthday family forever forever1 friends friendship sweetheart darling honey
baby babygirl babyboy angel angel123 butterfly rainbow diamond chocolate strawberry banana orange apple apple123
london paris berlin newyork america canada australia germany england france brasil mexico argentina
jesus jesus123 jesuschrist christ blessed heaven godisgood christmas samantha elizabeth alexander victoria nicholas
christian jonathan benjamin stephanie caroline patricia veronica isabella gabriel fernando alejandro roberto
blink182 metallica slipknot nirvana eminem beyonce onedirection minecraft fortnite roblox counterstrike warcraft
startrek matrix gandalf thunder lightning phoenix tigers eagles yankees cowboys steelers lakers packers
fuckyou fuckyou1 asshole bigdaddy playboy nothing unknown blahblah whatever1 nopassword idontknow
`;

/** Folded as `isCommonPassword` folds. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(WORDS.split(/\s+/).filter(Boolean));

namespace SelfHealing.Code.Python;

/// <summary>Words of everyday language. Two of them that look alike are two things, not one and its misspelling: <c>price</c> and <c>prize</c>.</summary>
static class OrdinaryWords
{
    static readonly HashSet<string> Known = [.. """
        able about above accept access account accrue across act action active actor actual adapt add adder address adjust admin adult advice advise affect after again age agent ago aid
        air alarm album alert alias align alive all alley allow ally alpha alter amend amount anchor angel angle answer any app apple apply appoint area arena argue arm army arrange array
        arrive arrow art aside ask aspect assert asset assign assist assume attach attack attempt attend audio audit author auto avail average avoid award away axis back bad badge bag
        bail balance ball band bank banner bar bare barrel base basic basis basket batch bath battle beach beam bean bear beat bed before begin behind bell below belt bench bend best beta
        better between bid big bike bill billed billing bin bind bird birth bit bite black blade blank blend block blog bloom blow blue board boat body bold bond bonus book boost boot
        border bore born borrow boss both bottle bottom bound bow bowl box brake branch brand brave bread break breath breed brick bridge brief bright bring broad broker brother brown
        browse brush bucket budget buffer bug build bulk bullet bundle burn burst bus business busy button buy buyer byte cab cable cache cage cake call caller calm camera camp can cancel
        candle cap capital card care career cargo carrier carry cart case cash cast cat catch cause cell cent center central chain chair chance change channel chapter char charge chart
        chase chat cheap check cheque chest chief child chip choice choose chord chunk circle cite city claim clash class clean clear clerk click client climb clip clock clone close
        closed cloth cloud club clue cluster coach coast coat code coin cold collar collect color column comb combine come comma command comment commit common compact company compare
        compete compile complete compose compute concept concern concert confirm connect consume contact contain content contest context contract control convert cook cool copy cord core
        corner correct cost couch could council count counter county couple course court cover crack craft crash crate create credit creek crew crime crop cross crowd crown cube cup curb
        cure current curve cut cycle daily dairy damage dance dark data date dawn day dead deal dealer dear death debit debt debug decide deck declare deep defect defend defer define
        degree delay delete deliver demand deny depart depend deploy deposit depth derive desert design desk detail detect device devise dial diary did diet differ dig digit dinner direct
        dirt discount disk display distance divide dock doctor domain done door dose dot double down draft drain draw drawer dream dress drift drink drive driver drop drug drum dry due
        dump during dust duty each eager early earn earth ease east easy eat echo edge edit editor effect effort either elapse elect element else email embed emit empty enable end enemy
        engine enough ensure enter entire entity entry equal equip error escape event every evict evoke exact exam except excess exchange excise execute exercise exist exit expand expect
        expense expert expire explain expose express extend extent extra extract face fact factor fail fair fall false fame family fan far fare farm fast fat fatal fate fault favor fear
        feature fed fee feed feel fence fetch few field fight figure file fill filled filler film filter final finance find fine finger finish fire firm first fish fit fix flag flat
        flavor fleet flight flip float floor flow flower flush fly focus fold folder follow food foot for force fork form formal format former forum forward found frame free freeze
        freight frequent fresh friend from front frozen fruit fuel full fun fund fuse future gain game gap garden gas gate gather gear gender general get gift give given glass global glue
        goal goat gold good grade grain grand grant grape graph grass grave great green greet grid grill grip gross ground group grow guard guess guest guide gun habit hair half hall halt
        hand handle handler hang happy harbor hard hash haste hate have head heap hear heart heat heavy height held help here hero hidden hide high hill hint hire history hit hold holder
        hole home honor hood hook hope horn horse host hot hotel hour house how hub human hunt hurt ice idea ideal idle image impact import inch include income index infer inform inherit
        initial inject inner input insert inside inspect install instance instant insure intend intent interest intern into invent invert invest invite invoice invoke iron island issue
        item jail job join joint joke judge jump junior jury just keen keep kept kernel key kick kid kill killed kind king kiss kit knee knife know known label labor lack ladder lady lake
        lamp land lane large laser last late later latest latter laugh launch law lawyer lay layer layout lazy lead leader leaf lean leap learn lease least leave left leg legal lend
        lender length lens less lesson let letter level lever liable license lid lie life lift light like limit line linear linen liner link lint lion list listen lit liter little live
        liver load loan local locale locate lock lodge log logic long look loop loose lord lose loser loss lost lot loud love low lower loyal luck lunch made magic mail main make maker
        male manage manner manual map march margin mark market mask mass master match mate matter mature may mayor meal mean measure meat medal media medium meet member memory mention
        menu merge merit mesh message met metal meter method metric middle might mild mile milk mill mind mine minor mint minute mirror miss mission mix mixed mobile mock mode model modem
        modern modify module moment money monitor month mood moon moral more motion motor mount mouse mouth move mover movie much music must mute mutual nail name narrow nation native
        nature near neat neck need needle nest nested net never new news next nice night node noise none noon normal north nose not notch note notice notify noun novel now null number
        nurse oak obey object observe obtain occur ocean odd offer office officer offset often oil old once one only onset open opener operate opinion oppose option oral orange order
        orders organ origin other ounce our out outer outlet output outside oven over own owner pace pack package packet pad page paid pain paint pair pale pan panel panic paper parcel
        pare parent park parse parser part partial party pass passed past paste patch patent path patient pattern pause paused paw pay payer peace peak pear peer pen penalty people per
        percent perfect perform period permit person phase phone photo phrase pick piece pile pill pilot pin ping pink pipe pitch pixel place plain plan plane planed planet plank planned
        planner plant plate play player please plenty plot plug plus pocket point poison police policy poll pool poor pop port portal pose position post poster pot pound pour power praise
        pray prefer prefix premise prepare present press pressure presume pretty prevent preview previous price prices pride prime print printer prior prison private prize prizes probe
        problem proceed process produce product profile profit program project promise promote prompt proof proper propose protect proud prove provide proxy public publish pull pulse pump
        punch pure purge purpose push put quality quarter queen query quest queue quick quiet quit quite quota quote race rack radar radio rage rail rain raise ran random range rank
        ranked ranker rapid rare rate rated rather rating ratio raw reach react read reader ready real reality reason rebase rebate recall receipt receive recent recipe record recover
        recur red redo reduce refer reference refine reflect reform refresh refund refuse regard region register regret reject relate related relay release relief relieve rely remain
        remark remind remote remove rename render rent repair repay repeat replace replay reply report request require rescue reserve reset resign resist resolve resort resource respond
        rest restore result resume retail retain retire return reveal reverse review revise revoke reward rice rich ride rider right ring rise risk rival river road robot rock role roll
        roof room root rope rose rotate rough round route router routine row royal rub rude rule ruler run running rural rush sack sad safe safety said sail salad salary sale sales salt
        same sample sand satisfy save saved scale scales scan scatter scene schedule scheme school science scope score scored scorer scores scout scrap scrape screen screw script scroll
        seal search season seat second secret section sector secure see seed seek seem seen segment select self sell seller send sender senior sense sent sentence separate sequence serial
        series serve server service session set settle setup seven several severe shade shadow shake shall shape share shared sharp shed sheep sheer sheet shelf shell shift shine ship
        shipped shirt shock shoe shoot shop shopped shore short shot should shout show shower shown shut sick side sight sign signal signed silence silent silver similar simple since sing
        single sink site situate six size skill skin skip sky slack slave sleep slice slide slight slim slip slot slow small smart smell smile smoke smooth snap snow soap social sock soft
        soil sold solid solve some son song soon sort sound soup source south space spare spark speak special speech speed spell spend spent sphere spill spin spirit split spoil spoke
        sport spot spread spring square stable stack staff stage stair stake stale stall stamp stand star stare start started state stated static station stats status stay steady steal
        steam steel steep steer stem step steps stick still stock stone stop stopped store stored storm story strange stray stream street stress strict strike string strip stripe strong
        struct student study stuff style subject submit sudden suffer sugar suggest suit suite sum summary summer sun super supply support suppose sure surface surge survey suspect
        suspend swap sweep sweet swim swing switch symbol sync system table tackle tag tail take taken taker tale talk tall tank tap tape target tariff task taste tax taxi tea teach team
        tear tell temper temple tend tender tennis term test tester text than thank that theme then theory there thick thin thing think third this thread threat three throat through throw
        thus tick ticket tide tidy tie tier tight tile till time timed timer tin tiny tip tire title toast today toe together token toll tone tool tooth top topic total totals touch tough
        tour toward towel tower town toy trace track tract trade trader trail trailer train trainer trait transfer transit trap trash travel tray treat tree trend trial tribe trick tried
        trigger trim trip troop trouble truck true trunk trust truth try tube tune turn tutor twice twin two type typed ugly uncle under undo union unit unite unity until update upgrade
        upload upon upper upset urban urge usage use used user usual vacant vague valid valley value values van vary vast vector vehicle vendor venue verb verify version vessel via video
        view viewer village visa visible vision visit visitor vital voice void volume vote voter wage wait waiter wake walk wall want war ward warehouse warm warn wash waste watch water
        wave way weak wealth wear weather web week weigh weight well west wet what wheel when where which while white whole why wide widget width wife wild will win wind window wine wing
        winner winter wipe wire wise wish with within wonder wood word words work worker world worry worse worst worth would wrap write writer written wrong yard year yellow yes yet yield
        young zero zone
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>True when both are such words.</summary>
    public static bool Are(string one, string other) => Known.Contains(one) && Known.Contains(other);
}

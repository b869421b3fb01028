package io.footfall.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.question.Audience;
import io.footfall.question.Audiences;
import io.footfall.question.InvalidQuestionException;
import io.footfall.question.Question;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionJsonTest {
    @Test
    void writesATrendInOneCanonicalForm() {
        assertThat(canonical("""
                        {"timezone": "Europe/Berlin", "kind": "trend", "limit": 20, "by": "context.campaign.source",
                         "interval": "day", "of_property": "properties.revenue", "measure": "sum",
                         "event": ["Order Completed"], "period": {"last": "168h"}, "compare": "previous",
                         "where": [{"op": ">=", "value": 20.0, "property": "properties.price"},
                                   {"property": "source", "op": "in", "value": ["web", true, 1.50]},
                                   {"property": "timestamp", "op": "<", "value": "2026-03-01"},
                                   {"property": "traits.plan", "op": "exists"}]}
                        """)).isEqualTo("""
                        {"kind":"trend","event":"Order Completed",\
                        "where":[{"property":"properties.price","op":">=","value":20},\
                        {"property":"source","op":"in","value":["web",true,1.5]},\
                        {"property":"timestamp","op":"<","value":"2026-03-01T00:00:00+01:00"},\
                        {"property":"traits.plan","op":"exists"}],\
                        "measure":"sum","of_property":"properties.revenue","interval":"day","by":"context.campaign.source",\
                        "period":{"last":"1w"},"timezone":"Europe/Berlin","compare":"previous"}""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'kind':'trend'}",
                "{'kind':'trend','event':'*','measure':'count'}",
                "{'kind':'trend','period':{'calendar':'last_month'},'filter':[{'property':'type','op':'=','value':'page'}]}",
                "{'kind':'trend','period':{'from':'2026-03-01','to':'2026-03-02T00:00:00.250Z'},'by':'event','limit':3}",
                "{'kind':'trend','event':['b','a','b'],'measure':'p95','of_property':'properties.x'}",
                "{'kind':'funnel','steps':[{'event':'a'},{'event':['c','b']},{}],'within':'90m','by':'source'}",
                "{'kind':'funnel','steps':[{'event':'a'},{'event':'b'}],'within':'none','compare':'7d'}",
                "{'kind':'funnel','steps':[{'event':'a'},{'event':'b'}],'count':'customers','order':'loose'}",
                "{'kind':'funnel','steps':[{'event':'a'},{'event':'b'}],'order':'any','within':'none'}",
                "{'kind':'funnel','steps':[{},{},{}],'order':'strict','count':'sessions','gap':'10m','hold':['source']}",
                "{'kind':'funnel','steps':[{},{}],'count':'entries','exclude':[{'event':'c'},{'between':[1,2]}],'by':'type'}",
                "{'kind':'trend','by':{'property':'source','of':{'event':'a'},'touch':'first','within':'30d'},'limit':3}",
                "{'kind':'funnel','steps':[{},{}],'by':{'property':'session.entry','of':{},'within':'none'}}",
                "{'kind':'paths','start':{'event':'a'}}",
                "{'kind':'paths','end':{'event':['a','b']},'steps':3,'hide':['c'],'by_property':'context.page.path','gap':'1h'}",
                "{'kind':'paths','end':{},'scope':'period','compare':'7d'}",
                "{'kind':'sessions','gap':'10m','interval':'day','period':{'last':'30d'},'by':'session.exit','limit':5}",
                "{'kind':'sessions','gap':'30m','compare':'7d','filter':[{'property':'source','op':'=','value':'web'}]}",
                "{'kind':'trend','by':'session.campaign.source','gap':'1h'}",
                "{'kind':'trend','event':'a','interval':'day','trailing':'7d','period':{'last':'30d'},'by':'source'}",
                "{'kind':'trend','series':[{'event':'a'},{'measure':'sum','of_property':'properties.x'}],'formula':'A / B'}",
                "{'kind':'trend','series':[{}],'formula':'A*2','interval':'day','trailing':'2w','compare':'7d','by':'event','limit':3}",
                "{'kind':'lifecycle'}",
                "{'kind':'lifecycle','event':['a','b'],'interval':'month','period':{'last':'90d'}}",
                "{'kind':'stickiness'}",
                "{'kind':'stickiness','event':'a','interval':'hour','period':{'calendar':'today'},'compare':'7d'}",
                "{'kind':'trend','of':{'any':[{'did':{'event':'a','last':'7d'}}]},'timezone':'Europe/Berlin','compare':'1d'}",
                "{'kind':'funnel','steps':[{},{}],'of':{'all':[{'not':{'did':{}}}]}}",
                "{'kind':'trend','robots':'only','period':{'last':'1d'}}",
                "{'kind':'funnel','steps':[{},{}],'robots':'include'}",
                "{'kind':'trend','robots':'exclude'}",
                "{'kind':'audience','all':[{'did':{'event':'a'}},{'did':{'event':'b','times':{'op':'<=','value':3},'last':'30d'}}]}",
                "{'kind':'audience','any':[{'did_not':{'last':'7d'}},{'did_not':{'event':'a','where':[{'property':'source','op':'=','value':'web'}]}}],'timezone':'Europe/Berlin'}",
                "{'kind':'audience','all':[{'sequence':{'steps':[{'event':'a'},{}],'within':'1d','last':'none'}},{'not':{'not':{'trait':{'property':'plan','op':'in','value':['pro',1]}}}}]}",
                "{'kind':'audience','all':[{'did':{'times':{'op':'>=','value':1}}}],'filter':[{'property':'source','op':'=','value':'web'}]}",
                "{'kind':'experiment','exposure':{'event':'a'},'variation':'properties.v','control':'x','goal':{}}",
                "{'kind':'experiment','exposure':{},'variation':'session.entry','control':true,'goal':{'event':'b'},'within':'none','split':{'true':1.50,'false':2},'gap':'1h'}",
                "{'kind':'retention','start':{'event':'a'},'return':{}}",
                "{'kind':'retention','start':{'event':['a','b']},'return':{'event':'c'},'interval':'month','periods':3,'mode':'on_or_after','basis':'rolling','starting':'every','by':'source','compare':'1d'}"
            })
    void readsWhatItWrites(String json) {
        String canonical = canonical(json.replace('\'', '"'));
        assertThat(canonical(canonical)).isEqualTo(canonical);
        assertThat(QuestionJson.read(bytes(canonical))).isEqualTo(QuestionJson.read(bytes(json.replace('\'', '"'))));
    }

    @Test
    void readsTheAsOfOfAQuestionThatIsAsked() {
        assertThat(QuestionJson.readAsked(bytes("{\"kind\":\"trend\",\"asOf\":\"2026-03-01T00:00:05Z\"}"))
                        .asOfSecond())
                .hasValue(1_772_323_205L);
        assertRefused("invalid_question", "{'kind':'trend','asOf':'2026-03-01T00:00:05.5Z'}", "whole second");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'kind':'trends'}                                                  | expected one of
            {'event':'x'}                                                      | "kind" is missing
            {'kind':'trend','evnt':'x'}                                        | unknown field "evnt"
            {'kind':'trend','kind':'trend'}                                    | Duplicate
            {'kind':'trend','timezone':'Mars/Phobos'}                          | IANA
            {'kind':'trend','timezone':'+02:00'}                               | IANA
            {'kind':'trend','measure':'mean'}                                  | expected one of count, customers
            {'kind':'trend','measure':'sum'}                                   | needs of_property
            {'kind':'trend','of_property':'properties.x'}                      | takes no of_property
            {'kind':'trend','interval':'2m'}                                   | none, 1m, 5m
            {'kind':'trend','by':'property.x'}                                 | no path of an event
            {'kind':'trend','by':'timestamp'}                                  | timestamp.hour
            {'kind':'trend','limit':5}                                         | there is no "by"
            {'kind':'trend','by':'event','limit':0}                            | from 1 to 1000
            {'kind':'trend','by':'event','limit':1001}                         | from 1 to 1000
            {'kind':'trend','event':[]}                                        | lists nothing
            {'kind':'trend','event':['a','*']}                                 | "*" alone
            {'kind':'trend','period':{'last':'0d'}}                            | above 0
            {'kind':'trend','period':{'last':'7 days'}}                        | 30s, 5m, 12h
            {'kind':'trend','period':{'calendar':'tomorrow'}}                  | today, yesterday
            {'kind':'trend','period':{'from':'2026-03-01'}}                    | "period.to" is missing
            {'kind':'trend','period':{'from':'2026-03-02','to':'2026-03-02'}}  | not after it begins
            {'kind':'trend','period':{'last':'7d','to':'2026-03-02'}}          | unknown field "period.to"
            {'kind':'trend','compare':'previous'}                              | give it a period
            {'kind':'trend','where':[{'property':'event','op':'like','value':1}]}  | where[0].op
            {'kind':'trend','where':[{'property':'event','op':'>','value':'a'}]}   | a number with >
            {'kind':'trend','where':[{'property':'event','op':'in','value':'a'}]}  | a list
            {'kind':'trend','where':[{'property':'event','op':'=','value':null}]}  | null
            {'kind':'trend','where':[{'property':'event','op':'exists','value':1}]} | not expected with exists
            {'kind':'trend','where':[{'property':'properties.x','op':'=','value':1e99999}]} | digits
            {'kind':'funnel'}                                                  | "steps" is missing
            {'kind':'funnel','steps':[{'event':'a'}]}                          | 2 to 20 steps
            {'kind':'funnel','steps':[{'event':'a'},{'evnt':'b'}]}             | steps[1].evnt
            {'kind':'funnel','steps':[{},{}],'order':'random'}                 | expected one of loose, strict, any
            {'kind':'funnel','steps':[{},{}],'order':'any','count':'entries'}  | counts customers only
            {'kind':'funnel','steps':[{},{}],'order':'any','by':'source'}      | does not go together with "by"
            {'kind':'funnel','steps':[{},{}],'order':'any','hold':['source']}  | does not go together with "hold"
            {'kind':'funnel','steps':[{},{}],'order':'any','exclude':[{}]}     | does not go together with "exclude"
            {'kind':'funnel','steps':[{},{}],'exclude':[{'between':[1]}]}      | exclude[0].between lists 1
            {'kind':'funnel','steps':[{},{}],'exclude':[{'between':[2,1]}]}    | exclude[0].between is [2, 1]
            {'kind':'funnel','steps':[{},{}],'exclude':[{'between':[1,3]}]}    | from 1 to 2
            {'kind':'funnel','steps':[{},{}],'exclude':[{'step':1}]}           | exclude[0].step
            {'kind':'funnel','steps':[{},{}],'hold':['timestamp']}             | an instant
            {'kind':'funnel','steps':[{},{}],'hold':['product']}               | no path of an event
            {'kind':'funnel','steps':[{},{}],'hold':['source','type','event','userId']} | the limit is 3
            {'kind':'funnel','steps':[{},{}],'gap':'10m'}                      | cuts no sessions
            {'kind':'funnel','steps':[{},{}],'within':'soon'}                  | within is "soon"
            {'kind':'funnel','steps':'a'}                                      | a list
            {'kind':'funnel','steps':[{},{}],'measure':'sum'}                  | unknown field "measure"
            {'kind':'funnel','steps':[{},{}],'interval':'day'}                 | unknown field "interval"
            {'kind':'funnel','steps':[{},{}],'count':'people'}                 | customers, entries, sessions
            {'kind':'funnel','steps':[{},{}],'within':'0s'}                    | above 0
            {'kind':'funnel','steps':[{},{}],'by':'timestamp'}                 | timestamp.hour
            {'kind':'trend','steps':[]}                                        | unknown field "steps"
            {'kind':'trend','within':'1d'}                                     | unknown field "within"
            {'kind':'trend','event':7}                                         | event is the number 7
            {'kind':'trend','filter':{}}                                       | filter is an object
            {'kind':'trend','compare':'2d'}                                    | 1d, 7d, previous
            {'kind':'trend','period':{}}                                       | "period.from" is missing
            {'kind':'trend','measure':'distinct','of_property':'timestamp'}    | an instant
            {'kind':'trend','asOf':'now'}                                      | asOf is "now"
            {'kind':'trend','by':'session.exit'}                               | expected session.entry
            {'kind':'trend','where':[{'property':'session.exit','op':'exists'}]} | only "by" of kind sessions
            {'kind':'trend','by':'session.start'}                              | session.entry, session.campaign
            {'kind':'trend','by':'session.campaign.'}                          | session.entry, session.campaign
            {'kind':'trend','filter':[{'property':'session.entry','op':'exists'}]} | put the condition into where
            {'kind':'trend','gap':'10m'}                                       | cuts no sessions
            {'kind':'sessions','gap':'soon'}                                   | gap is "soon"
            {'kind':'sessions','event':'a'}                                    | unknown field "event"
            {'kind':'sessions','limit':5}                                      | there is no "by"
            {'kind':'trend','by':{'property':'source'}}                        | "by.of" is missing
            {'kind':'trend','by':{'of':{}}}                                    | "by.property" is missing
            {'kind':'trend','by':{'property':'source','of':{},'touch':'middle'}} | first, last
            {'kind':'trend','by':{'property':'source','of':{},'within':'0d'}}  | by.within is "0d"
            {'kind':'trend','by':{'property':'source','of':{},'limit':3}}      | unknown field "by.limit"
            {'kind':'trend','by':{'property':'timestamp','of':{}}}             | timestamp.hour
            {'kind':'trend','by':{'property':'session.exit','of':{}}}          | expected session.entry
            {'kind':'trend','by':['source']}                                   | by is a list
            {'kind':'paths'}                                                   | either "start"
            {'kind':'paths','start':{},'end':{}}                               | either "start"
            {'kind':'paths','start':{'evnt':'a'}}                              | start.evnt
            {'kind':'paths','start':{},'steps':16}                             | from 1 to 15
            {'kind':'paths','start':{},'scope':'day'}                          | session, period
            {'kind':'paths','start':{},'hide':[1]}                             | hide[0] is the number 1
            {'kind':'paths','start':{},'by_property':'timestamp'}              | an instant
            {'kind':'paths','start':{},'by':'source'}                          | unknown field "by"
            {'kind':'paths','start':{},'scope':'period','gap':'10m'}           | cuts no sessions
            {'kind':'trend','trailing':'7d'}                                   | needs the interval day
            {'kind':'trend','trailing':'7d','interval':'week'}                 | needs the interval day
            {'kind':'trend','trailing':'36h','interval':'day'}                 | whole days
            {'kind':'trend','trailing':'1d','interval':'day'}                  | from 2d to 90d
            {'kind':'trend','trailing':'91d','interval':'day'}                 | from 2d to 90d
            {'kind':'trend','formula':'A / B'}                                 | there is no "series"
            {'kind':'trend','series':[],'formula':'A'}                         | series is an empty list
            {'kind':'trend','series':[{}]}                                     | "formula" is missing
            {'kind':'trend','series':[{},{},{},{},{},{},{},{},{}],'formula':'A'} | the limit is 8
            {'kind':'trend','series':[{'interval':'day'}],'formula':'A'}       | unknown field "series[0].interval"
            {'kind':'trend','series':[{'measure':'sum'}],'formula':'A'}        | needs of_property
            {'kind':'trend','series':[{}],'formula':'A','measure':'count'}     | unknown field "measure"
            {'kind':'trend','series':[{}],'formula':'A / B'}                   | "B" at character 5
            {'kind':'trend','series':[{}],'formula':''}                        | an end too early
            {'kind':'trend','series':[{}],'formula':'(A'}                      | a closing parenthesis
            {'kind':'trend','series':[{}],'formula':'A A'}                     | an operator
            {'kind':'trend','series':[{}],'formula':'A * 1.2.3'}               | "1.2.3"
            {'kind':'lifecycle','interval':'1m'}                               | hour, day, week, month
            {'kind':'lifecycle','by':'source'}                                 | unknown field "by"
            {'kind':'lifecycle','compare':'1d'}                                | takes no compare
            {'kind':'stickiness','interval':'none'}                            | hour, day, week, month
            {'kind':'stickiness','by':'source'}                                | unknown field "by"
            {'kind':'trend','robots':'none'}                                   | exclude, include, only
            {'kind':'trend','of':{}}                                           | either "of.all"
            {'kind':'trend','of':['a']}                                        | the name of a pinned audience
            {'kind':'trend','of':{'all':[{'did':{'evnt':'a'}}]}}               | of.all[0].did.evnt
            {'kind':'trend','of':{'all':[{'did':{}}],'filter':[]}}             | unknown field "of.filter"
            {'kind':'audience','all':[{'did':{}}],'of':{'all':[{'did':{}}]}}   | takes no of
            {'kind':'audience'}                                                | either "all"
            {'kind':'audience','all':[],'any':[]}                              | either "all"
            {'kind':'audience','all':[]}                                       | no conditions
            {'kind':'audience','all':[{}]}                                     | all[0] has none; expected exactly one of did
            {'kind':'audience','all':[{'did':{},'did_not':{}}]}                | all[0] has did and did_not
            {'kind':'audience','all':[{'done':{}}]}                            | unknown field "all[0].done"
            {'kind':'audience','all':[{'did':{'evnt':'a'}}]}                   | all[0].did.evnt
            {'kind':'audience','all':[{'did':{'times':2}}]}                    | all[0].did.times is the number 2
            {'kind':'audience','all':[{'did':{'times':{'op':'>'}}}]}           | all[0].did.times.value" is missing
            {'kind':'audience','all':[{'did':{'times':{'op':'in','value':2}}}]} | =, !=, >, >=, <, <=
            {'kind':'audience','all':[{'did':{'times':{'op':'>','value':10001}}}]} | from 0 to 10000
            {'kind':'audience','all':[{'did':{'last':'soon'}}]}                | all[0].did.last is "soon"
            {'kind':'audience','all':[{'sequence':{}}]}                        | all[0].sequence.steps" is missing
            {'kind':'audience','all':[{'sequence':{'steps':[{}]}}]}            | 2 to 20 steps
            {'kind':'audience','all':[{'trait':{'property':'traits.plan','op':'exists'}}]} | such as "plan"
            {'kind':'audience','all':[{'trait':{'property':'plan','op':'like','value':1}}]} | all[0].trait.op
            {'kind':'audience','all':[{'not':{}}]}                             | all[0].not has none
            {'kind':'audience','all':[{'did':{'where':[{'property':'traits.x','op':'exists'}]}}]} | "traits.x" cannot be
            {'kind':'audience','all':[{'did':{'where':[{'property':'session.entry','op':'exists'}]}}]} | 24 hours ago
            {'kind':'audience','all':[{'did':{}}],'period':{'last':'7d'}}      | takes no period
            {'kind':'audience','all':[{'did':{}}],'compare':'7d'}              | takes no compare
            {'kind':'audience','all':[{'did':{}}],'gap':'10m'}                 | cuts no sessions
            {'kind':'audience','all':[{'did':{}}],'by':'source'}               | unknown field "by"
            {'kind':'experiment','variation':'source','control':'a','goal':{}} | "exposure" is missing
            {'kind':'experiment','exposure':{},'control':'a','goal':{}}        | "variation" is missing
            {'kind':'experiment','exposure':{},'variation':'source','goal':{}} | "control" is missing
            {'kind':'experiment','exposure':{},'variation':'source','control':'a'} | "goal" is missing
            {'kind':'experiment','exposure':{},'variation':'v','control':'a','goal':{}} | no path of an event
            {'kind':'experiment','exposure':{},'variation':'timestamp','control':'a','goal':{}} | an instant
            {'kind':'experiment','exposure':{},'variation':'source','control':null,'goal':{}} | control is null
            {'kind':'experiment','exposure':{},'variation':'source','control':'a','goal':{},'split':{}} | the share of each
            {'kind':'experiment','exposure':{},'variation':'source','control':'a','goal':{},'split':{'a':1}} | 2 to 100
            {'kind':'experiment','exposure':{},'variation':'source','control':'a','goal':{},'split':{'a':1,'b':-1}} | above 0
            {'kind':'experiment','exposure':{},'variation':'source','control':'a','goal':{},'split':{'a':1,'b':'1'}} | split.b
            {'kind':'experiment','exposure':{},'variation':'source','control':'a','goal':{},'compare':'1d'} | takes no compare
            {'kind':'experiment','exposure':{},'variation':'source','control':'a','goal':{},'by':'source'} | unknown field "by"
            {'kind':'retention','return':{}}                                   | "start" is missing
            {'kind':'retention','start':{'event':'a'}}                         | "return" is missing
            {'kind':'retention','start':'a','return':{}}                       | start is
            {'kind':'retention','start':{'evnt':'a'},'return':{}}              | start.evnt
            {'kind':'retention','start':{},'return':{},'interval':'hour'}      | day, week, month
            {'kind':'retention','start':{},'return':{},'periods':0}            | from 1 to 366
            {'kind':'retention','start':{},'return':{},'periods':367}          | from 1 to 366
            {'kind':'retention','start':{},'return':{},'mode':'in'}            | on, on_or_after
            {'kind':'retention','start':{},'return':{},'basis':'fixed'}        | calendar, rolling
            {'kind':'retention','start':{},'return':{},'starting':'first'}     | first_ever, every
            {'kind':'retention','start':{},'return':{},'steps':[]}             | unknown field "steps"
            {'kind':'trend'} x                                                 | no JSON
            []                                                                 | expected an object
            """)
    void namesWhatItCannotRead(String json, String message) {
        assertRefused("invalid_question", json, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'kind':'value'}                                     | value
            {'kind':'campaigns'}                                 | campaigns
            """)
    void refusesByNameWhatIsNotThereYet(String json, String message) {
        assertRefused("not_yet", json, message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'kind':'trend','filter':[{'property':'messageId','op':'exists'}]}",
                "{'kind':'trend','measure':'distinct','of_property':'messageId'}",
                "{'kind':'trend','by':'messageId'}"
            })
    void readsMessageIds(String json) {
        assertThat(QuestionJson.read(bytes(json.replace('\'', '"'))).reads().paths())
                .containsExactly("messageId");
    }

    @Test
    void refersToAudiencesThatThereAre() {
        Audience buyers =
                (Audience) QuestionJson.read(bytes("{\"kind\":\"audience\",\"all\":[{\"did\":{\"event\":\"a\"}}]}"));
        Audiences audiences = name -> name.equals("buyers") ? Optional.of(buyers) : Optional.empty();
        String json = "{\"kind\":\"audience\",\"all\":[{\"in\":\"buyers\"}],\"timezone\":\"UTC\"}";
        Question read = QuestionJson.read(bytes(json), audiences);
        assertThat(QuestionJson.write(read)).isEqualTo(json);
        assertThat(read.audienceNames()).containsExactly("buyers");
        String limited = "{\"kind\":\"trend\",\"event\":\"*\",\"measure\":\"count\","
                + "\"timezone\":\"UTC\",\"of\":\"buyers\"}";
        assertThat(QuestionJson.write(QuestionJson.read(bytes(limited), audiences)))
                .isEqualTo(limited);
        assertRefused("no_such_audience", "{'kind':'trend','of':'buyers'}", "of is \"buyers\"");
        assertRefused(
                "no_such_audience",
                "{'kind':'audience','all':[{'not':{'in':'buyers'}}]}",
                "all[0].not.in is \"buyers\"");
    }

    @Test
    void refusesWhatIsTooLarge() {
        assertRefused("invalid_question", " ".repeat(65_537), "the limit is 65536");
        assertRefused("invalid_question", "[".repeat(40) + "]".repeat(40), "no JSON");
        assertRefused("invalid_question", "", "empty");
    }

    private static void assertRefused(String code, String json, String message) {
        assertThatThrownBy(() -> QuestionJson.readAsked(bytes(json.replace('\'', '"'))))
                .isInstanceOf(InvalidQuestionException.class)
                .hasMessageContaining(message)
                .extracting(thrown -> ((InvalidQuestionException) thrown).code())
                .isEqualTo(code);
    }

    private static String canonical(String json) {
        return QuestionJson.write(QuestionJson.read(bytes(json)));
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}

namespace Hebb.Vision.Reading.Language;

/// <summary>The most frequent words of modern English, about in the order of their frequency, and words of notes, titles and lists.</summary>
static class FrequentWords
{
    /// <summary>In the order of their frequency.</summary>
    public const string Ranked = """
        the of and to a in is that it for was on you with as be are I he this at by have not from they or his but we an will one all she there my
        can which were had their has if your what so me more no up when out do about who them her would time been than some just into its now
        other like how him only new could then also people our any very first may two these make over get after know such said way see because
        did go most good well should work even think here where us much through being day back year use many before those too great made right
        still little want own need take say never down must off life come last long year world really going don't it's I'm things three every
        home does old same each while help under again around might look another between best school next got part few find house give both
        love always high place today something without left man always big put thing better free old end since let please day set read write
        name state number however family used city local based open week water during run children small play end show call start keep line
        against book team news change tell page using game until group far why feel nothing later following away live service hand head done
        business side almost able data food point second system whole power different try ask money program information learn learning check
        list night morning thank thanks hello dear friend friends student students class test course project team plan meeting email phone
        question answer problem example important possible special public social human history car room door mother father child kids baby
        girl boy woman women men person country company government university health money month months hours minutes yesterday tomorrow
        Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July August September October November December
        sure maybe yes no ok okay hi hey sorry happy birthday party year enough already yet once ever late early easy hard true false nice fun
        buy bring clean cook wash walk talk listen watch eat drink sleep send pay visit finish complete completed begin remember forget
        milk bread eggs cheese butter coffee tea sugar salt fruit apple apples banana bananas rice chicken fish meat dinner lunch breakfast
        red blue green black white yellow dog cat bird tree sun moon sky rain snow wind fire sea river mountain
        deep machine neural network networks model training computer vision image images text letter letters word words code science math
        paper pen pencil note notes page pages sheet board draw drawing title chapter section figure table topic idea ideas goal goals
        reward rewards step steps task tasks item items homework exam quiz due date grade lecture lab report review final summary
        top low full left right up down front middle bottom above below inside outside near between
        zero one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand million
        happy good great awesome cool amazing beautiful perfect wonderful welcome quick quickly brown fox jumps lazy
        """;

    /// <summary>The share of each word, by the law of Zipf and Mandelbrot: 1 / (rank + 2.7).</summary>
    public static IEnumerable<(string Word, double Share)> Shares()
    {
        string[] words = [.. Ranked.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase)];
        double total = words.Select((_, rank) => 1 / (rank + 2.7)).Sum();
        return words.Select((word, rank) => (word, 1 / (rank + 2.7) / total));
    }
}

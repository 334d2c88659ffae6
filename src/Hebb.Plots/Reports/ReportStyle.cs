namespace Hebb.Plots.Reports;

/// <summary>How a report looks on a desk, on a phone, in the dark and on paper.</summary>
static class ReportStyle
{
    public const string Css = """
        :root{--ink:#1a1c1f;--muted:#5b6168;--line:#dfe3e7;--paper:#fff;--soft:#f5f6f8;--link:#005f94;--met:#00785a;--missed:#c24e00}
        @media screen and (prefers-color-scheme:dark){:root{--ink:#eceef1;--muted:#a8afb8;--line:#333941;--paper:#15181c;--soft:#1f2329;--link:#6fbff0;--met:#3fc79f;--missed:#ff8b47}}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%}
        body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.6 Charter,"Bitstream Charter","Iowan Old Style","Source Serif Pro",Georgia,"Liberation Serif",serif}
        main{max-width:1080px;margin:0 auto;padding:48px 24px 96px}
        h1,h2,h3,nav,table,figcaption{font-family:"Helvetica Neue",Helvetica,Arial,"Liberation Sans",sans-serif}
        h1,h2,h3,nav,caption,figcaption{overflow-wrap:anywhere}
        h1{font-size:34px;line-height:1.2;letter-spacing:-.01em;margin:0 0 24px}
        h2{font-size:23px;line-height:1.3;margin:56px 0 12px;padding-top:14px;border-top:1px solid var(--line)}
        h3{font-size:18px;margin:32px 0 8px}
        p{max-width:70ch;margin:0 0 14px;white-space:pre-line;overflow-wrap:break-word}
        a{color:var(--link);text-decoration:none}
        a:hover{text-decoration:underline}
        nav{background:var(--soft);border-radius:8px;padding:14px 20px;margin:0 0 28px;font-size:15px}
        nav ul{list-style:none;margin:0;padding:0;columns:2 260px}
        nav li{padding:3px 0;break-inside:avoid}
        nav li.l2{padding-left:18px;font-size:14px}
        figure{margin:26px 0 30px;break-inside:avoid}
        .pic{overflow-x:auto}
        .pic svg,.pic img{display:block;max-width:100%;height:auto}
        .pic.big svg{max-width:none}
        .phone{display:none}
        .name{font:600 15px/1.4 "Helvetica Neue",Helvetica,Arial,"Liberation Sans",sans-serif;margin:0 0 10px}
        .tiles{display:grid;grid-template-columns:repeat(var(--c),minmax(0,var(--w)));gap:12px 8px}
        .tile{min-width:0;font:12px/1.3 "Helvetica Neue",Helvetica,Arial,"Liberation Sans",sans-serif;color:var(--muted);text-align:center}
        .tile img{width:100%;outline:1px solid var(--line);outline-offset:-1px}
        .tile img.px{image-rendering:pixelated}
        .tile span{display:block;padding-top:4px;overflow-wrap:anywhere}
        .pairs .tile:nth-child(2n){margin-right:6px}
        .pairs .tile:nth-child(2n+1){margin-left:6px}
        .tile.right{color:var(--met)}
        .tile.wrong{color:var(--missed)}
        .tile.wrong img{outline:2px solid var(--missed);outline-offset:-2px}
        figcaption{color:var(--muted);font-size:14px;line-height:1.45;margin-top:8px;max-width:80ch}
        figcaption b{color:var(--ink);font-weight:600}
        .wide{overflow-x:auto;margin:20px 0 28px;break-inside:avoid}
        table{border-collapse:collapse;font-size:15px;line-height:1.4;font-variant-numeric:tabular-nums}
        caption{text-align:left;color:var(--muted);font-size:14px;padding-bottom:8px}
        th,td{padding:7px 18px 7px 0;text-align:left;border-bottom:1px solid var(--line);vertical-align:top}
        thead th{border-bottom:2px solid var(--muted);font-weight:600;vertical-align:bottom}
        th.n,td.n{text-align:right;padding-left:14px}
        td.n{white-space:nowrap}
        .met{color:var(--met);font-weight:600;white-space:nowrap}
        .missed{color:var(--missed);font-weight:600;white-space:nowrap}
        pre{background:var(--soft);border-radius:8px;padding:14px 18px;overflow-x:auto;font:14px/1.5 ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono","DejaVu Sans Mono",monospace;margin:18px 0 24px;break-inside:avoid}
        @media screen and (max-width:760px){body{font-size:16px}main{padding:24px 16px 64px}h1{font-size:27px}h2{font-size:20px;margin-top:40px}.desk{display:none}.phone{display:block}.phone.fit svg{width:100%;max-width:520px}.tiles{grid-template-columns:repeat(var(--p),minmax(0,var(--w)))}th,td{padding-right:14px}}
        @media print{:root{--ink:#000;--muted:#444;--line:#ccc;--link:#000}body{font-size:11pt}main{max-width:none;padding:0}h2,h3,caption{break-after:avoid}.pic,.wide,pre{overflow:visible}pre{white-space:pre-wrap}}

        """;
}

#:project ../src/Hebb.Vision/Hebb.Vision.csproj

// The text of a photographed handwritten page: dotnet run samples/read.cs -- page.jpg
using Hebb.Vision.Reading;

PageText page = args is [{ } path] ? HandwritingReader.Load().Read(path) : HandwritingReader.Load().Read(SamplePage.Load());
Console.WriteLine(page.Text);
return page.Lines.Count > 0 ? 0 : 1;

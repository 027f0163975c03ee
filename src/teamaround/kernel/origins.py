"""Names as they are heard in an English county today, by where a family's names come from.

Lists are plain words parted by spaces; an underscore stands for a space inside a name. Shares are
rough and only make the county look lived in; they claim nothing about any real place.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a family's names come from, and what often goes with them.

    `families_girls` is used for girls and women where a language gives them another family name.
    """

    key: str
    share: float
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    women: tuple[str, ...]
    men: tuple[str, ...]
    families: tuple[str, ...]
    families_girls: tuple[str, ...]
    ethnicities: tuple[str, ...]
    languages: tuple[str, ...]


BRITISH = """
girls: Olivia Amelia Isla Ava Ivy Freya Lily Florence Mia Willow Rosie Sophia Isabella Grace Daisy Evie Poppy
 Ella Emily Phoebe Elsie Harper Evelyn Charlotte Millie Matilda Maisie Sienna Ruby Alice Harriet Jessica Erin
 Scarlett Molly Thea Eliza Imogen Lola Orla Bonnie Penelope Lottie Robyn Zoë Chloé Ella-Rose Lily-Mae Amelia-Grace
 Georgia Bethany Katie Eleanor Abigail Lucy Hannah Holly Megan Skye Summer Amber Jasmine Martha Beatrice Edith
 Nancy Tabitha Iris Ottilie Margot Clementine Lyra Esme Heidi Darcey Hallie Nevaeh Paige Tilly Mabel Ada Aurora
boys: Noah Oliver George Arthur Leo Freddie Theodore Archie Oscar Theo Harry Jack Henry Charlie Alfie Jacob
 Thomas Finley Tommy Louie Teddy Reuben Rory Lucas Isaac Joshua James William Edward Albie Jude Toby Hugo Sonny
 Roman Arlo Ezra Elijah Mason Logan Ethan Jaxon Riley Kai Tyler Callum Connor Liam Nathan Dylan Harvey Bobby
 Frankie Stanley Ralph Rupert Jasper Felix Barnaby Otis Gabriel Samuel Benjamin Daniel Matthew Luke Adam Michael
 Alexander Zachary Max Jenson Kian Brody Caleb Blake Ellis Sebastian Tommy-Lee Alfie-Jay Rafe Rowan Cody Dexter
women: Sarah Emma Laura Rebecca Claire Gemma Kelly Stacey Hayley Kirsty Natalie Leanne Donna Michelle Lisa Joanne
 Rachel Amy Charlotte Jodie Kayleigh Danielle Stephanie Victoria Nicola Samantha Vicky Katherine Jennifer Louise
 Zoe Lauren Sophie Chelsea Jade Abbie Lindsay Tracey Angela Heather Tina Dawn Karen Julie Alison Tanya Carly
men: David Paul Mark Andrew Christopher James Stephen Matthew Craig Lee Darren Gary Jason Ryan Scott Daniel Adam
 Simon Richard Robert Michael Ben Sam Luke Jamie Shaun Wayne Carl Neil Dean Stuart Anthony Peter Martin Kevin Ian
 Tom Joe Nathan Ashley Kieran Gareth Phil Russell Barry Keith Graham Nick Tim Lewis Jordan Aaron Josh Kyle Damien
families: Smith Jones Taylor Brown Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts Green
 Hall Wood Jackson Clarke Harris Lewis Cooper Turner Hill Ward Moore Baker Harrison Morris Allen Parker Cook
 Bennett Shaw Carter Mitchell Adams Bell Barker Holmes Palmer Marsh Webb Fletcher Barnes Knight Hughes Mason
 Dixon Hunt Chapman Gibson Mills Ellis Fisher Poole Read Rowe Saunders Sharp Spencer Stone Sutton Tucker Watts
 Webster West Yates Abbott Ashby Atkins Bailey Barlow Beckett Blackwell Booth Bradley Briggs Burton Butler Byrne
 Cartwright Coates Cole Collins Cox Crossley Dawson Day Dean Doyle Drew Eastwood Edwards Elliott Farrow Field
 Foster Fox Freeman French Frost Gardner Garner Gill Goddard Goodwin Gough Graham Grant Gregory Hammond Hancock
 Hardy Hart Hawkins Haynes Heath Henderson Hewitt Hobbs Hodgson Holden Holt Hopkins Horton Howarth Hudson Hull
 Humphries Hurst Hutton Ingham Jarvis Kay Kemp Kendall Lamb Lane Lawson Leach Lister Lloyd Lowe Lucas Marlow Marsden
 Naylor Nash Newton Norris North O'Neill Osborne Page Parkin Payne Peacock Pearce Perkins Phelps Pickering Plant
 Potter Powell Pratt Price Pugh Quinn Randall Reeves Rhodes Rigby Rose Rushton Sanderson Savage Short Skinner Slater
 Steele Stokes Storey Summers Swift Sykes Talbot Thorpe Todd Tomlinson Vickers Vincent Wade Wakefield Walsh Waters
 Wheeler Whitehead Whittaker Wilkes Winter Woodward Wyatt Ainsley-Cox Barrett-Hall D'Arcy Fitz-Hugh
ethnicities: WBRI WBRI WBRI WBRI WBRI WBRI WBRI WBRI WBRI WROM
languages: English
"""
IRISH = """
girls: Aoife Niamh Saoirse Caoimhe Róisín Orlaith Ciara Maeve Sinéad Éabha Fiadh Clodagh
boys: Cillian Oisín Fionn Darragh Conor Seán Tadhg Eoin Pádraig Ruairí Rian Cormac
women: Siobhán Orla Gráinne Deirdre Bríd Noreen Aisling Fionnuala Mairéad Sorcha
men: Declan Brendan Diarmuid Ciarán Eamon Donal Fergal Colm Niall Séamus
families: O'Brien Murphy Kelly O'Sullivan Gallagher Doherty O'Connor McCarthy Ó_Briain Ní_Dhomhnaill Kavanagh Brennan
 Fitzgerald O'Reilly McDonagh Joyce Ward
ethnicities: WIRI WIRI WIRI WBRI WIRT
languages: English English English Irish
"""
WELSH = """
girls: Siân Bethan Cerys Ffion Carys Eleri Seren Efa Mali Lowri Nia Angharad
boys: Rhys Gethin Iwan Osian Macsen Gruffydd Ieuan Tomos Emrys Dafydd Llew Harri
women: Catrin Rhian Mair Gwenllian Delyth Nerys Branwen Menna Sioned Meinir
men: Huw Gareth Aled Geraint Alun Emyr Idris Dylan Meirion Hywel
families: Jones Davies Williams Evans Thomas Morgan Rees Griffiths Prosser Bevan Vaughan Llewellyn Gwynne Probert ap_Rhys
ethnicities: WBRI
languages: English English Welsh
"""
POLISH = """
girls: Zofia Hanna Maja Julia Zuzanna Lena Oliwia Alicja Małgosia Kinga Nadia Wiktoria Pola
boys: Jakub Szymon Antoni Filip Kacper Mikołaj Wojciech Łukasz Marek Igor Oskar Bartosz Stanisław
women: Agnieszka Katarzyna Małgorzata Ewa Beata Dorota Joanna Monika Anna Magdalena Ilona
men: Piotr Tomasz Krzysztof Paweł Grzegorz Andrzej Michał Rafał Dariusz Sławomir Wiesław
families: Nowak Kowalski Wiśniewski Wójcik Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Kozłowski
 Mazur Krawczyk Pawłowski Piotrowski Grabowski Zając Król Jabłoński Michalski
families_girls: Nowak Kowalska Wiśniewska Wójcik Kamińska Lewandowska Zielińska Szymańska Woźniak Dąbrowska Kozłowska
 Mazur Krawczyk Pawłowska Piotrowska Grabowska Zając Król Jabłońska Michalska
ethnicities: WOTH
languages: Polish Polish Polish English
"""
ROMANIAN = """
girls: Ioana Andreea Maria Elena Ștefania Bianca Daria Sofia Teodora Anastasia
boys: Andrei Ștefan Matei Luca Alexandru Rareș Darius Tudor Ionuț Vlad
women: Mihaela Cristina Gabriela Roxana Simona Alina Loredana Florentina Daniela Oana
men: Ionel Gheorghe Marius Cătălin Sorin Bogdan Adrian Florin Costel Vasile
families: Popescu Ionescu Popa Radu Dumitru Stan Stoica Gheorghe Matei Constantin Munteanu Țurcanu Lăcătuș Brînzei
ethnicities: WOTH WOTH WOTH WROM
languages: Romanian Romanian Romanian English Romani
"""
PAKISTANI = """
girls: Ayesha Zara Maryam Fatima Hafsa Aleena Inaya Zainab Hira Amna Sana Noor Eshaal
boys: Muhammad Mohammed Ibrahim Hamza Yusuf Zayn Haroon Ali Bilal Umar Hassan Rayyan Musa
women: Shazia Nasreen Saima Rukhsana Uzma Farzana Samina Bushra Tahira Nadia Asma
men: Imran Tariq Khalid Shahid Nadeem Zahid Sajid Waqar Asif Javed Rashid
families: Khan Hussain Ahmed Malik Mahmood Iqbal Akhtar Shah Mirza Qureshi Sheikh Butt Chaudhry Raja Aslam Rehman
families_girls: Khan Hussain Ahmed Malik Mahmood Iqbal Akhtar Bibi Mirza Qureshi Sheikh Begum Chaudhry Kauser Aslam Rehman
ethnicities: APKN
languages: English Urdu Punjabi Mirpuri English
"""
BANGLADESHI = """
girls: Aisha Sumaiya Tahmina Nusrat Samiha Jannat Raisa Anika Tasnim Maliha
boys: Mohammed Abdul Tahmid Rahim Zakir Nayeem Sami Fahim Ayaan Tanvir
women: Rina Shahana Nazma Rehana Hasina Rokeya Shirin Salma Parveen Sultana
men: Shamim Jamal Kamal Abdur Harun Faruk Anwar Mizan Shafiq Monir
families: Miah Uddin Ali Rahman Islam Hoque Chowdhury Choudhury Alam Ullah
families_girls: Begum Khatun Akter Rahman Islam Khanom Chowdhury Choudhury Alam Bibi
ethnicities: ABAN
languages: Bengali Sylheti English
"""
INDIAN = """
girls: Anaya Diya Aanya Saanvi Priya Meera Kavya Simran Jasleen Harleen Isha Riya
boys: Arjun Aarav Rohan Vihaan Dev Krish Gurpreet Jasdeep Karan Nikhil Aditya Harjot
women: Sunita Anjali Deepa Kiran Meena Rekha Harpreet Jaswinder Nisha Pooja Manjit
men: Rajesh Sanjay Vikram Amit Harjinder Balwinder Sunil Anil Ravi Prakash Manjinder
families: Patel Sharma Shah Mistry Desai Nair Reddy Iyer Singh Gill Dhillon Sandhu Thomas Mehta Joshi Pillai
families_girls: Patel Sharma Shah Mistry Desai Nair Reddy Iyer Kaur Gill Dhillon Sandhu Thomas Mehta Joshi Pillai
ethnicities: AIND
languages: English Gujarati Punjabi Hindi Malayalam English
"""
SOMALI = """
girls: Hodan Ifrah Sagal Amina Ayaan Hibo Ilhan Nasra Sahra Deqa
boys: Abdirahman Liban Mahad Guled Ayub Zakariya Bilan Idris Warsame Khadar
women: Fadumo Halimo Asha Hawa Sucaad Maryan Khadra Safiya Ruqiya Xaliimo
men: Abdi Yusuf Hassan Jama Omar Ismail Farah Dahir Nur Mohamud
families: Abdi Mohamed Hassan Jama Farah Warsame Nur Ismail Dahir Omar Cali Xasan
ethnicities: BAFR
languages: Somali Somali English
"""
NIGERIAN = """
girls: Chidinma Temitope Adaeze Ngozi Oluwaseun Simisola Ifeoma Zainab Ọláídé Tiwa Amarachi
boys: Chukwuemeka Oluwaseyi Damilola Tobi Ikenna Emeka Ayomide Kelechi Babátúndé Obinna Folarin
women: Funmilayo Chioma Adebola Nneka Bukola Yetunde Blessing Uche Patience Omolara
men: Olumide Chinedu Segun Tunde Ifeanyi Kayode Emmanuel Femi Uchenna Gbenga
families: Adeyemi Okafor Okonkwo Balogun Eze Adebayo Nwosu Ogunleye Obi Olawale Chukwu Danjuma
ethnicities: BAFR
languages: English English Yoruba Igbo
"""
CARIBBEAN = """
girls: Kezia Shanice Tianna Amara Naomi Jada Destiny Aaliyah Ebony Renée
boys: Tyrell Malachi Jerome Tyrese Kymani Rashaun Dante Isaiah Marlon Zion
women: Marcia Yvonne Sharon Beverley Claudette Natasha Michelle Gloria Simone Jacqueline
men: Winston Leroy Desmond Trevor Delroy Carlton Errol Junior Clive Marvin
families: Campbell Grant Francis Gordon Bailey Reid Palmer Morgan Thompson Samuels Powell Brown St._Clair Joseph
ethnicities: BCRB BCRB MWBC
languages: English
"""
GHANAIAN = """
girls: Akua Abena Esi Nana Ama Adwoa Maame Efua
boys: Kwame Kofi Yaw Kojo Nii Kwabena Ebo Fiifi
women: Akosua Comfort Grace Mercy Adjoa Yaa Felicia Dora
men: Emmanuel Isaac Kwaku Samuel Joseph Ebenezer Nana Francis
families: Mensah Owusu Asante Boateng Osei Appiah Agyeman Amoah Opoku Ofori-Atta
ethnicities: BAFR
languages: English Twi
"""
CHINESE = """
girls: Mei Xinyi Jia-Hui Lian Yuki Yu-Tong Hoi-Ching Wing-Yan Ka-Yan Ming
boys: Wei Jun Chun-Hei Ka-Ho Zihao Yichen Tsz-Kit Long Jin Hok-Lam
women: Li Fang Mei-Ling Xiu Wing-Sze Suk-Yin Jing Hua Yan Pui-Shan
men: Kwok-Wai Jian Ming Chi-Keung Feng Tao Wai-Man Bo Qiang Siu-Ming
families: Chen Wong Li Zhang Lam Cheung Ng Huang Liu Leung Wu Tsang
ethnicities: CHNE
languages: Cantonese Mandarin English
"""
ARABIC = """
girls: Nour Layla Rima Salma Yasmin Huda Rania Hala Jana Sidra
boys: Omar Karim Ahmad Yousef Khalid Tarek Bashar Sami Adnan Anas
women: Rasha Hanan Amal Nadia Dina Samar Abeer Lubna Ghada Wafa
men: Nabil Hisham Fadi Mahmoud Samir Walid Ziad Mustafa Bassam Hani
families: al-Masri Haddad el-Sayed Nasser Khoury Mansour Saleh al-Hamwi Darwish Aziz Abdel-Rahman Najjar
ethnicities: OOTH
languages: Arabic Arabic English
"""
KURDISH = """
girls: Zîlan Rojîn Berîvan Dilan Evîn Hêlîn Shilan Nazanin
boys: Azad Rêbaz Baran Serhat Diyar Soran Rojhat Arash
women: Gulistan Shirin Narin Perwin Hanar Leyla
men: Karwan Hiwa Dilshad Rebwar Kawa Saman
families: Karimi Rostami Aziz Barzan Ahmadi Hosseini Qadir Osman
ethnicities: OOTH
languages: Kurdish Kurdish Farsi English
"""
UKRAINIAN = """
girls: Daryna Solomiia Oksana Kateryna Yeva Zlata Polina Vira
boys: Artem Danylo Maksym Bohdan Taras Nazar Ostap Yaroslav
women: Olena Iryna Natalia Tetiana Svitlana Halyna Oleksandra
men: Andriy Serhiy Viktor Oleh Mykola Petro Volodymyr
families: Shevchenko Kovalenko Bondarenko Tkachenko Kravchenko Lysenko Melnyk Hrytsenko Savchuk
ethnicities: WOTH
languages: Ukrainian Ukrainian Russian
"""
FILIPINO = """
girls: Althea Angelica Princess Samantha Jasmine Czarina
boys: Gabriel Joaquín Nathaniel Prince Angelo Miguel
women: Maricel Rowena Jocelyn Imelda Cherry Analyn
men: Rodel Jericho Ernesto Rommel Danilo Arnel
families: Santos Reyes dela_Cruz Bautista Garcia Mendoza Ramos Villanueva
ethnicities: AOTH
languages: English Tagalog
"""
PORTUGUESE = """
girls: Inês Beatriz Leonor Mariana Luísa Carolina
boys: João Tomás Gonçalo Rodrigo Afonso Tiago
women: Fátima Sandra Paula Cláudia Sónia Teresa
men: Nuno Rui Luís António Hélder Jorge
families: da_Silva Ferreira Gonçalves dos_Santos Araújo Conceição Magalhães
ethnicities: WOTH WOTH BOTH
languages: Portuguese Portuguese English
"""
SOURCES = (
    ("british", 0.70, BRITISH), ("irish", 0.02, IRISH), ("welsh", 0.015, WELSH), ("polish", 0.035, POLISH),
    ("romanian", 0.025, ROMANIAN), ("pakistani", 0.04, PAKISTANI), ("bangladeshi", 0.02, BANGLADESHI),
    ("indian", 0.03, INDIAN), ("somali", 0.012, SOMALI), ("nigerian", 0.018, NIGERIAN),
    ("caribbean", 0.018, CARIBBEAN), ("ghanaian", 0.01, GHANAIAN), ("chinese", 0.01, CHINESE),
    ("arabic", 0.014, ARABIC), ("kurdish", 0.008, KURDISH), ("ukrainian", 0.01, UKRAINIAN),
    ("filipino", 0.007, FILIPINO), ("portuguese", 0.008, PORTUGUESE),
)  # fmt: skip
MIXED = {
    frozenset({"british", "caribbean"}): "MWBC",
    frozenset({"british", "nigerian"}): "MWBA",
    frozenset({"british", "ghanaian"}): "MWBA",
    frozenset({"british", "somali"}): "MWBA",
    frozenset({"british", "pakistani"}): "MWAS",
    frozenset({"british", "indian"}): "MWAS",
    frozenset({"british", "bangladeshi"}): "MWAS",
    frozenset({"british", "chinese"}): "MWAS",
}
SHORT_FORMS = {
    "Katherine": "Katie", "Eleanor": "Ellie", "Isabella": "Bella", "Amelia": "Millie", "Charlotte": "Lottie",
    "Matilda": "Tilly", "Beatrice": "Bea", "Abigail": "Abi", "Georgia": "George", "Imogen": "Immy",
    "Theodore": "Teddy", "Benjamin": "Ben", "Samuel": "Sam", "Alexander": "Alex", "Zachary": "Zak",
    "Joshua": "Josh", "William": "Billy", "Edward": "Ned", "Thomas": "Tom", "Frederick": "Freddie",
    "Harriet": "Hattie", "Elizabeth": "Libby", "Jessica": "Jess", "Matthew": "Matty", "Michael": "Mikey",
    "Daniel": "Danny", "Nathan": "Nate", "Gabriel": "Gabe", "Sebastian": "Seb", "Małgosia": "Gosia",
    "Zuzanna": "Zuzia", "Jakub": "Kuba", "Aleksandra": "Ola", "Abdirahman": "Abdi", "Muhammad": "Mo",
    "Mohammed": "Mo", "Chukwuemeka": "Emeka", "Oluwaseyi": "Seyi", "Temitope": "Temi", "Ioana": "Oana",
    "Alexandru": "Alex", "Gruffydd": "Gruff", "Ayesha": "Asha", "Stanisław": "Staś", "Penelope": "Penny",
}  # fmt: skip


@cache
def origins() -> tuple[Origin, ...]:
    """Every origin, the commonest first."""
    return tuple(_read(key, share, text) for key, share, text in SOURCES)


def ethnicity_of(one: Origin, other: Origin) -> str:
    """The commonest code for a child of parents from two origins."""
    if one is other:
        return one.ethnicities[0]
    return MIXED.get(frozenset({one.key, other.key}), "MOTH")


def _read(key: str, share: float, text: str) -> Origin:
    lists: dict[str, tuple[str, ...]] = {"families_girls": ()}
    for line in text.strip().replace("\n ", " ").splitlines():
        name, _, words = line.partition(":")
        lists[name] = tuple(word.replace("_", " ") for word in words.split())
    girls = lists.pop("families_girls") or lists["families"]
    return Origin(key=key, share=share, families_girls=girls, **lists)
